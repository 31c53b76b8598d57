using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TeamsCpeApi.Storage;

/// <summary>One JSON dialect for the API and for what is stored: camelCase, enums by name, instants in UTC with Z.</summary>
internal static class Json
{
    internal static readonly JsonSerializerOptions Options = Create();

    internal static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new InstantConverter());
    }

    /// <summary>What callers send: unknown members and members given twice are refused, and so is the lack of one that cannot be null.</summary>
    internal static void ConfigureRequests(JsonSerializerOptions options)
    {
        Configure(options);
        options.Converters.Add(new TextConverter());
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LetNullableMembersBeLeftOut } };
    }

    private static void LetNullableMembersBeLeftOut(JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
        {
            if (member.AssociatedParameter is { IsNullable: true } || Nullable.GetUnderlyingType(member.PropertyType) is not null)
            {
                member.IsRequired = false;
            }
        }
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
