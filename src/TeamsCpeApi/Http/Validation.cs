using FluentValidation;

namespace TeamsCpeApi.Http;

/// <summary>Checks the shape of a request body before the use case sees it.</summary>
internal static class Validation
{
    internal static RouteHandlerBuilder Validated<TRequest>(this RouteHandlerBuilder route)
        where TRequest : class => route.AddEndpointFilter(async (context, next) =>
        {
            var request = context.Arguments.OfType<TRequest>().Single();
            Require(context.HttpContext.RequestServices.GetRequiredService<IValidator<TRequest>>(), request);
            return await next(context);
        });

    internal static void Require<TRequest>(IValidator<TRequest> validator, TRequest request)
    {
        var result = validator.Validate(request);
        if (!result.IsValid)
        {
            throw Problems.Invalid(
                "Mend the members named under errors and send the request again.",
                [.. result.Errors.Select(failure => new InputError(Code(failure.ErrorCode), failure.ErrorMessage, Pointer(failure.PropertyName)))]);
        }
    }

    /// <summary>"FieldsOfStudy[0].Credits" as the JSON pointer "/fieldsOfStudy/0/credits".</summary>
    private static string Pointer(string member) => string.Concat(member
        .Split('.', '[', ']')
        .Where(part => part.Length > 0)
        .Select(part => $"/{char.ToLowerInvariant(part[0])}{part[1..]}"));

    private static string Code(string validator) => validator switch
    {
        "NotEmptyValidator" or "NotNullValidator" => "required",
        "MaximumLengthValidator" => "too-long",
        "InclusiveBetweenValidator" or "GreaterThanValidator" or "GreaterThanOrEqualValidator" or "LessThanOrEqualValidator" => "out-of-range",
        _ when validator.EndsWith("Validator", StringComparison.Ordinal) => "invalid",
        _ => validator,
    };
}
