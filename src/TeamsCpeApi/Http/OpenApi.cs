using Microsoft.OpenApi;
using TeamsCpeApi.AttendanceFiles;
using TeamsCpeApi.Domain.Reconciliation;
using TeamsCpeApi.Jobs;
using TeamsCpeApi.Polls;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace TeamsCpeApi.Http;

/// <summary>The contract as the server itself describes it; the committed openapi.yaml is compared with it.</summary>
internal static class OpenApi
{
    private const string Document = "openapi";

    internal static void AddOpenApi(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(Document, new OpenApiInfo
            {
                Title = "TeamsCpeApi",
                Version = "1",
                Description = "Turns Microsoft Teams sessions into CPE credit that stands up in an audit. "
                    + "Errors are RFC 9457 problem details with a stable code. Lists have limit, cursor and a Link header. "
                    + "Mutable resources have an ETag; changing them needs If-Match. POST takes an Idempotency-Key.",
            });
            foreach (var assembly in new[] { typeof(OpenApi).Assembly, typeof(Domain.Rulesets.Ruleset).Assembly })
            {
                options.IncludeXmlComments(assembly);
            }

            options.AddSecurityDefinition("bearer", new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key (cpe_…) or an access token." });
            options.AddSecurityRequirement(document => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] });
            options.SupportNonNullableReferenceTypes();
            options.NonNullableReferenceTypesAsRequired();
            options.MapType<decimal>(() => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "decimal" });
            options.OperationFilter<CommonAnswers>();
            options.OperationFilter<BodiesAndQueries>();
        });
    }

    /// <summary>The answer is a file, or may be one beside what is declared otherwise.</summary>
    internal static RouteHandlerBuilder ProducesFile(this RouteHandlerBuilder route, params string[] mediaTypes) => route.WithMetadata(new FileAnswer(mediaTypes));

    internal static void UseOpenApi(this WebApplication app)
    {
        app.UseSwagger(options => options.RouteTemplate = "{documentName}.{extension:regex(^(json|yaml)$)}");
        app.UseSwaggerUI(options => options.SwaggerEndpoint("/openapi.yaml", "TeamsCpeApi"));
    }

    private sealed record FileAnswer(IReadOnlyList<string> MediaTypes);

    /// <summary>What operations have in common: files, problems, If-Match where something is changed, Idempotency-Key on POST.</summary>
    private sealed class CommonAnswers : IOperationFilter
    {
        public void Apply(OpenApiOperation operation, OperationFilterContext context)
        {
            var method = context.ApiDescription.HttpMethod;
            operation.Parameters ??= [];
            if (method == "POST")
            {
                operation.Parameters.Add(Header("Idempotency-Key", "Repeating the request with the same key and body gives the first answer again."));
            }

            if (method is "PUT" or "PATCH" or "DELETE" || operation.OperationId is "RevokeCertificate" or "ReissueCertificate")
            {
                operation.Parameters.Add(Header("If-Match", "The ETag of what is changed: 428 without, 412 when it has changed.", required: true));
            }

            var schema = context.SchemaGenerator.GenerateSchema(typeof(ProblemBody), context.SchemaRepository);
            operation.Responses ??= [];
            foreach (var mediaType in context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<FileAnswer>().SelectMany(answer => answer.MediaTypes))
            {
                var answer = (OpenApiResponse)operation.Responses["200"];
                answer.Content ??= new Dictionary<string, IOpenApiMediaType>();
                answer.Content[mediaType] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } };
            }

            operation.Responses["4XX"] = new OpenApiResponse
            {
                Description = "A problem: its code is stable, its detail says what to do.",
                Content = new Dictionary<string, IOpenApiMediaType> { ["application/problem+json"] = new OpenApiMediaType { Schema = schema } },
            };
        }

        private static OpenApiParameter Header(string name, string description, bool required = false) => new()
        {
            Required = required,
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };
    }

    /// <summary>What handlers read by themselves and the framework cannot know: files, CSV, the values of a query.</summary>
    private sealed class BodiesAndQueries : IOperationFilter
    {
        public void Apply(OpenApiOperation operation, OperationFilterContext context)
        {
            if (operation.RequestBody?.Content is { } content)
            {
                if (content.TryGetValue("multipart/form-data", out var form))
                {
                    ((OpenApiMediaType)form).Schema = Files(operation.OperationId);
                }

                if (operation.OperationId == "CopyRuleset")
                {
                    ((OpenApiMediaType)content["application/json"]).Schema = MergePatchOfRuleset();
                }

                if (content.TryGetValue("text/csv", out var csv))
                {
                    ((OpenApiMediaType)csv).Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = "A roster with a header row." };
                }
            }

            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>().Where(parameter => parameter.In == ParameterLocation.Query) ?? [])
            {
                parameter.Name = $"{char.ToLowerInvariant(parameter.Name![0])}{parameter.Name[1..]}";
                if (ValuesOf(operation.OperationId, parameter.Name) is { } values && parameter.Schema is OpenApiSchema schema)
                {
                    schema.Enum = [.. Values(values)];
                }
            }
        }

        private static OpenApiSchema MergePatchOfRuleset() => new()
        {
            Type = JsonSchemaType.Object,
            Description = "Members of a Ruleset (RFC 7386): what is named replaces, null takes back to the default, objects are merged, lists are replaced.",
            Required = new HashSet<string> { "name" },
            Properties = new Dictionary<string, IOpenApiSchema> { ["name"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "A name of its own." } },
            AdditionalPropertiesAllowed = true,
        };

        private static OpenApiSchema Files(string? operation)
        {
            var properties = new Dictionary<string, IOpenApiSchema>
            {
                ["files"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
            };
            foreach (var (name, description, values) in FieldsOf(operation))
            {
                properties[name] = new OpenApiSchema { Type = JsonSchemaType.String, Description = description, Enum = values is null ? null : [.. Values(values)] };
            }

            return new() { Type = JsonSchemaType.Object, Required = new HashSet<string> { "files" }, Properties = properties };
        }

        private static IEnumerable<(string Name, string Description, string[]? Values)> FieldsOf(string? operation)
        {
            if (operation is "UploadPolls" or "ReplacePollFile" or "UploadAttendanceFiles")
            {
                yield return ("timeZone", "IANA time zone of the timestamps; the session's when left out.", null);
            }

            if (operation == "UploadPolls")
            {
                yield return ("onNewerExport", "What to do with a newer export of a poll that is there already.", Enum.GetNames<OnNewerExport>());
                yield return ("purpose", "What the files are for: polls, or the session's evaluation.", Enum.GetNames<PollPurpose>());
            }

            if (operation == "UploadAttendanceFiles")
            {
                yield return ("dateOrder", "The order of the dates, for files that can be read in several; else each file decides it.", Enum.GetNames<DateOrder>());
            }
        }

        private static IEnumerable<System.Text.Json.Nodes.JsonNode> Values(IEnumerable<string> names) =>
            names.Select(name => (System.Text.Json.Nodes.JsonNode)$"{char.ToLowerInvariant(name[0])}{name[1..]}");

        private static string[]? ValuesOf(string? operation, string parameter) => (operation, parameter) switch
        {
            ("ListJobs", "state") => Enum.GetNames<JobState>(),
            ("ListJobs", "kind") => Enum.GetNames<JobKind>(),
            ("ListAttendees", "match") => Enum.GetNames<MatchState>(),
            ("ListAttendees", "class") => Enum.GetNames<AttendeeClass>(),
            ("GetRawData" or "GetCompletion", "format") => ["json", "csv", "xlsx", "pdf"],
            _ => null,
        };
    }
}
