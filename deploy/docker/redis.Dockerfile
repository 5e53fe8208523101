# Redis that starts as its own user with its own folder, so that it needs no root privileges.

ARG REDIS_IMAGE=redis:7-bookworm
FROM ${REDIS_IMAGE}
USER root
RUN install --directory --owner=redis --group=redis /data
USER redis
WORKDIR /data
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s --retries=5 \
  CMD ["redis-cli", "ping"]
