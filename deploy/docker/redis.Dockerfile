# Redis that starts as its own user with its own folder, so that it needs no root privileges.

ARG REDIS_IMAGE=redis:7-bookworm
FROM ${REDIS_IMAGE}
USER root
RUN install --directory --owner=redis --group=redis /data
USER redis
WORKDIR /data
# A server that does not answer for 20 s hangs, and is killed, so that the container ends and is
# restarted. One that refuses a connection starts or stops. Process 1, compose's init, is spared.
HEALTHCHECK --interval=5s --timeout=25s --start-period=10s --retries=5 \
  CMD ["sh", "-c", "timeout 20 redis-cli ping; code=$?; [ $code -ne 124 ] || kill -KILL -1; exit $code"]
