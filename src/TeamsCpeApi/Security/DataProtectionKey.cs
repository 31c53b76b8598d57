using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Options;
using TeamsCpeApi.Storage;

namespace TeamsCpeApi.Security;

/// <summary>A key of the framework's data protection, shared by all nodes; it signs access tokens. Encrypted under the master key.</summary>
internal sealed class DataProtectionKey : IBookkeeping
{
    public required Guid Id { get; init; }

    public required string FriendlyName { get; init; }

    public required string Xml { get; init; }
}

internal sealed class DataProtectionKeyMapping : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder)
    {
        builder.ToTable("data_protection_keys");
        builder.Property(key => key.FriendlyName).HasMaxLength(200);
    }
}

/// <summary>Keeps the key ring in the database. The framework's interface is synchronous and is called a few times a month.</summary>
internal sealed class DataProtectionKeyStore(IServiceScopeFactory scopes, TimeProvider clock) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<CpeDbContext>();
        return [.. db.DataProtectionKeys.AsNoTracking().Select(key => key.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<CpeDbContext>();
        var (id, xml) = (Ids.Next(clock.GetUtcNow()), element.ToString(SaveOptions.DisableFormatting));
        db.Database.ExecuteSqlInterpolated($"insert into data_protection_keys (id, friendly_name, xml) values ({id}, {friendlyName}, {xml})");
    }
}

internal sealed class MasterKeyXmlEncryptor(SecretProtector protector) : IXmlEncryptor
{
    internal const string Purpose = "data-protection";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var secret = protector.Protect(plaintextElement.ToString(SaveOptions.DisableFormatting), Purpose);
        return new EncryptedXmlInfo(new XElement("masterKeyEncrypted", Convert.ToBase64String(secret)), typeof(MasterKeyXmlDecryptor));
    }
}

internal sealed class MasterKeyXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(services.GetRequiredService<SecretProtector>().Unprotect(Convert.FromBase64String(encryptedElement.Value), MasterKeyXmlEncryptor.Purpose));
}

internal sealed class DataProtectionSetup(DataProtectionKeyStore store, SecretProtector protector) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options)
    {
        options.XmlRepository = store;
        options.XmlEncryptor = new MasterKeyXmlEncryptor(protector);
    }
}
