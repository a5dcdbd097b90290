/** The portal's mails in English. `{{link}}` is put in when the mail is handed over. */
export default {
  greeting: 'Hello {{name}},',
  clock: '{{moment}} ({{city}} time)',
  regards: '{{host}}',
  linkNotYours: 'If you did not expect this mail, you need not do anything.',
  invitation: {
    subject: 'Your access to the portal of {{host}}',
    body: '{{inviter}} has given you access to the portal of {{host}} for {{account}}.',
    action: 'Open your access',
    validity:
      'The link is for you alone and works until {{until}}. You can open it as often as you like; once you have come in with it, it stops working.',
  },
  staffInvitation: {
    subject: 'You work in the portal of {{host}}',
    body: '{{inviter}} has added you to the people of {{host}}. You sign in with {{login}}.',
    action: 'Choose your password',
    validity: 'The link works until {{until}}. Once you have chosen a password with it, it stops working.',
  },
  reset: {
    subject: 'Choose a new password',
    body: 'Somebody, probably you, asked to choose a new password for the portal of {{host}}. Your login name is {{login}}.',
    action: 'Choose a new password',
    validity: 'The link works until {{until}}. Once you have chosen a password with it, it stops working.',
  },
  unread: {
    subject: 'Unread messages at {{host}}',
    body: 'There is something you have not read yet in the portal of {{host}}: {{where}}.',
    action: 'Read it',
  },
  frozenOff: {
    subject: 'Your access to the portal of {{host}} is turned off',
    body: '{{by}} has turned off access to the portal of {{host}} for {{account}}. You remain its Owner and nothing of yours is lost; it holds until {{host}} turns it on again.',
  },
  frozenOffUntil: {
    subject: 'Your access to the portal of {{host}} is turned off',
    body: '{{by}} has turned off access to the portal of {{host}} for {{account}}. You remain its Owner and nothing of yours is lost; it opens again by itself on {{until}}.',
  },
  frozenReadOnly: {
    subject: 'Your access to the portal of {{host}} is read-only',
    body: '{{by}} has made access to the portal of {{host}} for {{account}} read-only. You see everything as before and can write nothing, until {{host}} opens it again.',
  },
  frozenReadOnlyUntil: {
    subject: 'Your access to the portal of {{host}} is read-only',
    body: '{{by}} has made access to the portal of {{host}} for {{account}} read-only. You see everything as before and can write nothing; it opens again by itself on {{until}}.',
  },
  thawed: {
    subject: 'Your access to the portal of {{host}} is open again',
    body: '{{by}} has opened access to the portal of {{host}} for {{account}} again.',
  },
  addressChanged: {
    subject: 'Your address at the portal of {{host}} was changed',
    body: '{{by}} has changed the address under which you are known in the portal of {{host}} from {{old}} to {{email}}. Mails go there from now on, and links that were sent to the old address have stopped working. If this is not right, tell {{by}} at once.',
  },
  passwordChanged: {
    subject: 'Your password was changed',
    body: 'The password of your sign-in at the portal of {{host}} was changed, and whoever was signed in elsewhere was signed out. If that was not you, tell {{contact}} at once.',
  },
}
