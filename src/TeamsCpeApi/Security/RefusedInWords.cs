using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using TeamsCpeApi.Http;

namespace TeamsCpeApi.Security;

/// <summary>401 and 403 as problems that say what to do, whatever scheme refused.</summary>
internal sealed class RefusedInWords : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            return next(context);
        }

        if (authorizeResult.Challenged || context.User.Identity is not { IsAuthenticated: true })
        {
            return ProblemAnswers.WriteAsync(context, Problems.Unauthenticated().Problem, context.RequestAborted);
        }

        var policies = context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>() ?? [];
        var narrowest = policies.Select(data => data.Policy).OfType<string>().MinBy(name => Policies.Roles[name].Count) ?? Policies.Administer;
        return ProblemAnswers.WriteAsync(context, Problems.Forbidden(Policies.Words(narrowest)).Problem, context.RequestAborted);
    }
}
