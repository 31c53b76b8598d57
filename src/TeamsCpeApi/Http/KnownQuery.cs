using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace TeamsCpeApi.Http;

/// <summary>Refuses a query parameter that the endpoint does not know: a misspelt filter would be answered with everything.</summary>
internal sealed class KnownQuery(IApiDescriptionGroupCollectionProvider descriptions)
{
    private readonly Lazy<Dictionary<string, string[]>> namesOf = new(() => descriptions.ApiDescriptionGroups.Items
        .SelectMany(group => group.Items)
        .ToDictionary(
            endpoint => endpoint.ActionDescriptor.EndpointMetadata.OfType<IEndpointNameMetadata>().Last().EndpointName,
            endpoint => endpoint.ParameterDescriptions.Where(parameter => parameter.Source == BindingSource.Query).Select(parameter => CamelCase(parameter.Name)).ToArray()));

    internal static ValueTask<object?> RequireAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.Query.Count > 0)
        {
            http.RequestServices.GetRequiredService<KnownQuery>().Require(http);
        }

        return next(context);
    }

    private void Require(HttpContext http)
    {
        var known = namesOf.Value[http.GetEndpoint()!.Metadata.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName];
        var unknown = http.Request.Query.Keys.Except(known, StringComparer.OrdinalIgnoreCase).ToArray();
        if (unknown.Length > 0)
        {
            throw Problems.Invalid(
                known.Length == 0 ? "This takes no query parameters: leave them out." : $"The query parameters here are {string.Join(", ", known)}.",
                [.. unknown.Select(name => new InputError("unknown-parameter", "There is no such query parameter here: check its spelling.", $"/{name}"))]);
        }
    }

    private static string CamelCase(string name) => $"{char.ToLowerInvariant(name[0])}{name[1..]}";
}
