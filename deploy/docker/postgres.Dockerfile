# PostgreSQL that starts as its own user with its own folders, so that it needs no root privileges.

ARG POSTGRES_IMAGE=postgres:17-bookworm
FROM ${POSTGRES_IMAGE}
USER postgres
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=5 \
  CMD ["pg_isready", "--quiet", "--host", "127.0.0.1", "--username", "spotter", "--dbname", "spotter"]
