# Build from the root of the repository: docker build -t teams-cpe-api .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /repository
# Restored first, from what it depends on alone, so that a change of code does not restore again.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/TeamsCpeApi.Domain/TeamsCpeApi.Domain.csproj src/TeamsCpeApi.Domain/
COPY src/TeamsCpeApi/TeamsCpeApi.csproj src/TeamsCpeApi/
RUN dotnet restore src/TeamsCpeApi
COPY . .
RUN dotnet publish src/TeamsCpeApi -c Release --no-restore -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# Pango, Cairo and the fonts draw certificates, tzdata knows the time zones (their names need ICU, which the image
# brings along), curl asks for the health.
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        curl fonts-noto-cjk fonts-noto-core libcairo2 libpango-1.0-0 libpangocairo-1.0-0 tzdata \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app .
ENV ASPNETCORE_HTTP_PORTS=8080 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false XDG_CACHE_HOME=/tmp
EXPOSE 8080
USER $APP_UID
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD curl -fsS -o /dev/null http://127.0.0.1:8080/health/live
ENTRYPOINT ["dotnet", "TeamsCpeApi.dll"]
