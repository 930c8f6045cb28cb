FROM python:3.13-slim AS build
WORKDIR /src
COPY requirements requirements
RUN python -m venv --without-pip /opt/debrief \
 && pip --python /opt/debrief/bin/python install --no-cache-dir --require-hashes -r requirements/run.txt \
 && pip install --no-cache-dir --require-hashes -r requirements/build.txt
COPY . .
RUN pip wheel --no-deps --no-build-isolation --wheel-dir /dist . \
 && pip --python /opt/debrief/bin/python install --no-cache-dir --no-deps /dist/*.whl

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home debrief \
 && install --directory --owner debrief /var/lib/debrief
COPY --from=build /opt/debrief /opt/debrief
USER debrief
# DATABASE_URL has to come from outside: the image ships no database server.
ENV PATH=/opt/debrief/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DEBRIEF_HOST=0.0.0.0 \
    DEBRIEF_PORT=8000
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"DEBRIEF_PORT\"]}/readyz', timeout=4)"]
CMD ["debrief", "up"]
