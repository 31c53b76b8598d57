using Microsoft.OpenApi;
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
            options.OperationFilter<CommonAnswers>();
        });
    }

    internal static void UseOpenApi(this WebApplication app)
    {
        app.UseSwagger(options => options.RouteTemplate = "{documentName}.{extension:regex(^(json|yaml)$)}");
        app.UseSwaggerUI(options => options.SwaggerEndpoint("/openapi.yaml", "TeamsCpeApi"));
    }

    /// <summary>What every operation has in common: problems, If-Match where something is changed, Idempotency-Key on POST.</summary>
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

            if (method is "PUT" or "PATCH" or "DELETE")
            {
                operation.Parameters.Add(Header("If-Match", "The ETag of what is changed: 428 without, 412 when it has changed."));
            }

            var schema = context.SchemaGenerator.GenerateSchema(typeof(ProblemBody), context.SchemaRepository);
            operation.Responses ??= [];
            operation.Responses["4XX"] = new OpenApiResponse
            {
                Description = "A problem: its code is stable, its detail says what to do.",
                Content = new Dictionary<string, IOpenApiMediaType> { ["application/problem+json"] = new OpenApiMediaType { Schema = schema } },
            };
        }

        private static OpenApiParameter Header(string name, string description) => new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };
    }
}
