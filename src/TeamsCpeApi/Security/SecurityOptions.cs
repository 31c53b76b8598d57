using System.ComponentModel.DataAnnotations;

namespace TeamsCpeApi.Security;

/// <summary>Section "Security".</summary>
internal sealed class SecurityOptions
{
    internal const string Section = "Security";

    /// <summary>Base64 of 32 random bytes; encrypts stored secrets. Without it, or with another one, they cannot be read.</summary>
    [Required(ErrorMessage = "Set Security:MasterKey to the base64 of 32 random bytes, for example from 'openssl rand -base64 32', and keep it safe: stored secrets cannot be read without it.")]
    public string MasterKey { get; init; } = "";

    /// <summary>Master keys of before, still accepted for reading.</summary>
    public IReadOnlyList<string> FormerMasterKeys { get; init; } = [];

    /// <summary>The first admin key, when the operator chooses it; otherwise one is made and printed once at the first start.</summary>
    public string? BootstrapAdminKey { get; init; }
}

/// <summary>Section "Site".</summary>
internal sealed class SiteOptions
{
    internal const string Section = "Site";

    /// <summary>The address under which the public reaches this server: it stands on every certificate.</summary>
    [Required(ErrorMessage = "Set Site:PublicAddress to the address under which certificates can be verified, for example https://cpe.example.com.")]
    public Uri? PublicAddress { get; init; }

    /// <summary>Origins, such as https://lms.example.com, whose pages may call the API from a browser.</summary>
    public string[] AllowedOrigins { get; init; } = [];
}
