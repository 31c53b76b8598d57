using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace TeamsCpeApi.GraphSimulator.Graph;

/// <summary>Cuts a collection into pages linked by absolute addresses with an opaque skip token.</summary>
internal static class Paging
{
    public static Answer Page<T>(GraphCall call, string context, IReadOnlyCollection<T> items, int pageSize, Func<T, JsonNode?> toJson)
    {
        var token = call.Option("$skiptoken");
        var start = token is null ? 0 : Read(token);
        if (start is null || start > items.Count)
        {
            return GraphError.InvalidSkipToken();
        }

        var body = new JsonObject
        {
            ["@odata.context"] = call.Context(context),
            ["value"] = new JsonArray([.. items.Skip(start.Value).Take(pageSize).Select(toJson)]),
        };
        var next = start.Value + pageSize;
        if (next < items.Count)
        {
            body["@odata.nextLink"] = Link(call.Request, call.Root, next);
        }

        return Answer.Ok(body);
    }

    /// <summary>The address of the same collection from an item on; the nonce makes addresses of the same page differ.</summary>
    public static string Link(HttpRequest request, Uri root, int start, string nonce = "")
    {
        var options = request.Query.Where(option => option.Key != "$skiptoken")
            .SelectMany(option => option.Value.Select(value => $"{option.Key}={Uri.EscapeDataString(value ?? "")}"))
            .Append($"$skiptoken={Write(start, nonce)}");
        return $"{root.GetLeftPart(UriPartial.Authority)}{request.Path.ToUriComponent()}?{string.Join('&', options)}";
    }

    /// <summary>Where a request's own skip token starts; 0 without one.</summary>
    public static int StartOf(HttpRequest request) =>
        request.Query["$skiptoken"].FirstOrDefault() is { Length: > 0 } token ? Read(token) ?? 0 : 0;

    private static string Write(int start, string nonce) =>
        Convert.ToHexString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{start}.{nonce}")));

    private static int? Read(string token)
    {
        try
        {
            var start = Encoding.ASCII.GetString(Convert.FromHexString(token)).Split('.')[0];
            return int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
