using System.Globalization;
using System.Text;
using TeamsCpeApi.Domain.People;

namespace TeamsCpeApi.Workbooks;

/// <summary>Headers as they are compared: width, case, kinds of blank and invisible characters make no difference.</summary>
internal static class HeaderText
{
    public static string Normalize(string header)
    {
        var text = new StringBuilder(header.Length);
        foreach (var character in UnicodeText.WellFormed(header).Normalize(NormalizationForm.FormKC))
        {
            if (char.IsWhiteSpace(character) || char.IsControl(character))
            {
                if (text.Length > 0 && text[^1] != ' ')
                {
                    text.Append(' ');
                }
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.Format)
            {
                text.Append(char.ToUpperInvariant(character));
            }
        }

        return text.ToString().TrimEnd();
    }
}
