namespace TeamsCpeApi.Workbooks;

/// <summary>
/// The headers of rosters in the spellings of common systems, without case, spaces and signs. Exports often hold several ids:
/// the lower rank is taken then, and the others are stepped over.
/// </summary>
internal static class RosterHeaders
{
    private static readonly (RosterField Field, int Rank, string Spellings)[] Table =
    [
        (RosterField.ExternalId, 1, "EXTERNALID EXTERNALUSERID LMSID LMSUSERID"),
        (RosterField.ExternalId, 2, "SISUSERID SISID USERID USERUNIQUEID UNIQUEID STUDENTID STUDENTNUMBER STUDID EMPLOYEEID EMPLOYEENUMBER EMPLOYEENO WORKERID PERSONID PERSONNUMBER ASSOCIATEID LEARNERID MEMBERID MEMBERNUMBER PARTICIPANTID IDNUMBER"),
        (RosterField.ExternalId, 3, "ID LOGIN LOGINID LOGINNAME USERLOGIN SISLOGINID USERNAME"),
        (RosterField.Name, 1, "NAME FULLNAME USERFULLNAME LEGALNAME PARTICIPANT PARTICIPANTNAME LEARNERNAME STUDENTNAME EMPLOYEENAME MEMBERNAME"),
        (RosterField.Name, 2, "DISPLAYNAME PREFERREDNAME"),
        (RosterField.Name, 3, "LEARNER STUDENT EMPLOYEE WORKER USER ATTENDEE MEMBER"),
        (RosterField.FirstName, 1, "FIRSTNAME GIVENNAME FORENAME USERFIRSTNAME LEARNERFIRSTNAME LEGALFIRSTNAME"),
        (RosterField.LastName, 1, "LASTNAME SURNAME FAMILYNAME USERLASTNAME LEARNERLASTNAME LEGALLASTNAME"),
        (RosterField.Email, 1, "EMAIL MAIL EMAILADDRESS USEREMAIL LEARNEREMAIL STUDENTEMAIL PARTICIPANTEMAIL"),
        (RosterField.Email, 2, "WORKEMAIL PRIMARYWORKEMAIL EMAILPRIMARYWORK WORKEMAILADDRESS BUSINESSEMAIL PRIMARYEMAIL"),
        (RosterField.Aliases, 1, "ALIAS ALIASES"),
        (RosterField.Licenses, 1, "LICENSE LICENSES LICENCE LICENCES"),
        (RosterField.LicenseNumber, 1, "LICENSENUMBER LICENSENO LICENCENUMBER CPALICENSE CPALICENSENUMBER"),
        (RosterField.LicenseState, 1, "LICENSESTATE LICENCESTATE LICENSEJURISDICTION CPALICENSESTATE STATEOFLICENSE"),
        (RosterField.Ptin, 1, "PTIN IRSPTIN"),
        (RosterField.EntraObjectId, 1, "ENTRAOBJECTID ENTRAID AZUREADOBJECTID AADOBJECTID OBJECTID"),
        (RosterField.RegistrationId, 1, "REGISTRATIONID"),
    ];

    private static readonly Dictionary<string, (RosterField Field, int Rank)> Known = Table
        .SelectMany(line => line.Spellings.Split(' ').Select(spelling => (spelling, line.Field, line.Rank)))
        .ToDictionary(entry => entry.spelling, entry => (entry.Field, entry.Rank), StringComparer.Ordinal);

    /// <summary>What a header means and how sure that is, 1 being the surest; null when it means nothing to a roster.</summary>
    internal static (RosterField Field, int Rank)? Find(string header) =>
        Known.TryGetValue(string.Concat(HeaderText.Normalize(header).Where(char.IsLetterOrDigit)), out var found) ? found : null;
}
