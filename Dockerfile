# syntax=docker/dockerfile:1
# Sosik with its kernel in C, for one container a copy: docker build -t sosik .
FROM python:3.12-slim AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends gcc=4:* libc6-dev=2.* \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY requirements.lock ./
RUN python -m venv /opt/sosik && /opt/sosik/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
# said by `sosik --version`: docker build --build-arg COMMIT="$(git rev-parse --short HEAD)" -t sosik .
ARG COMMIT=
RUN if [ -n "$COMMIT" ]; then echo "$COMMIT" > bot/commit.txt; fi \
    && /opt/sosik/bin/pip install --no-cache-dir --no-deps .

FROM python:3.12-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends fonts-nanum=2020* \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --create-home --home-dir /data sosik \
    && install -d -o sosik -g sosik /corpus
COPY --from=build /opt/sosik /opt/sosik
ENV PATH=/opt/sosik/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    LANG=C.UTF-8 \
    CORPUS_DIR=/corpus \
    DATABASE_URL=sqlite:////data/sosik.db \
    INDEX_DIR=/data/index \
    LOG_FORMAT=json \
    BIND_ADDRESS=0.0.0.0 \
    PORT=8080 \
    METRICS_PORT=8080
USER 10001
WORKDIR /data
VOLUME ["/corpus", "/data"]
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/healthz', timeout=4)"]
ENTRYPOINT ["sosik"]
CMD ["run"]
