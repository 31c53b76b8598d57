using System.ComponentModel.DataAnnotations;

namespace TeamsCpeApi.Credit;

/// <summary>Section "Approval".</summary>
internal sealed class ApprovalOptions
{
    internal const string Section = "Approval";

    /// <summary>How many persons, that is keys, must agree before credit is awarded.</summary>
    [Range(1, 2, ErrorMessage = "Set Approval:Persons to 1 or 2: how many persons must agree before credit is awarded.")]
    public int Persons { get; init; } = 1;
}
