# The bot as one static binary, with nothing beside it but the certificates that
# HTTPS needs. Time zones, the campaign, units and phrases are inside the binary.
#
#   docker build -t giaoban .
#   docker run -d --name giaoban --restart unless-stopped \
#     --env-file giaoban.env -v giaoban-data:/data -v "$PWD/thanhhoa:/config:ro" giaoban
#   docker exec giaoban giaoban invite --unit 16144 --role officer

FROM golang:1.26.8 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /out/giaoban ./bot
# The data folder belongs to the user that the bot runs as. A new volume takes
# over owner and mode from here.
RUN mkdir -m 0700 /out/data && mkdir -m 0755 /out/config

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/giaoban /usr/local/bin/giaoban
COPY --from=build --chown=10001:10001 /out/data /data
COPY --from=build /out/config /config

# Where there is no giaoban.yaml in /config, the shipped campaign is used.
# Health is for this container alone; set GIAOBAN_LISTEN=:8080 and publish the
# port to have the metrics outside.
ENV PATH=/usr/local/bin \
    GIAOBAN_DATA=/data \
    GIAOBAN_LISTEN=127.0.0.1:8080
WORKDIR /config
USER 10001:10001
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=6s --start-period=15s --retries=3 CMD ["giaoban", "health"]
ENTRYPOINT ["giaoban"]
CMD ["serve"]
