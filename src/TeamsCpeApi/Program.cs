using TeamsCpeApi.Http;

var app = Server.Build(args);
await app.RunAsync();
