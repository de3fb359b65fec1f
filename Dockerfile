# The program for production: API, worker or both, as TRIBUTARY_ROLE says. The database is elsewhere (DATABASE_URL), so the
# embedded Postgres, an optional dependency, is left out. How to run it: docs/operations/scaling.md.
ARG NODE=node:20-bookworm-slim

FROM ${NODE} AS build
WORKDIR /tributary
COPY package.json package-lock.json .npmrc ./
# The bundler's own parts are optional packages; what runs needs none.
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY apps apps
COPY libs libs
COPY migrations migrations
COPY projections projections
RUN npm run build && npm prune --omit=dev --omit=optional

FROM ${NODE}
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /tributary
COPY package.json ./
COPY --from=build /tributary/node_modules node_modules
COPY --from=build /tributary/dist dist
COPY apps/cli/bin.cjs apps/cli/
# `docker exec <container> tributary verify`
RUN ln -s /tributary/apps/cli/bin.cjs /usr/local/bin/tributary
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/live').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=32", "dist/apps/main.js"]
