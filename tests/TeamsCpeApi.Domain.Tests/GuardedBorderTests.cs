using System.Reflection;
using TeamsCpeApi.Domain.Credit;

namespace TeamsCpeApi.Domain.Tests;

/// <summary>The domain decides: it waits for nothing, reads no clock and no file (design.md, decision 1).</summary>
public class GuardedBorderTests
{
    private static readonly Assembly Domain = typeof(CreditCalculator).Assembly;

    private static readonly string[] Outside =
        ["System.Threading.", "System.TimeProvider", "System.Random", "System.IO.", "System.Net.", "System.Diagnostics.Stopwatch", "System.Collections.Generic.IAsyncEnumerable"];

    [Fact]
    public void Domain_References_AreTheFrameworksAlone()
    {
        var names = Domain.GetReferencedAssemblies().Select(assembly => assembly.Name!).ToArray();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
        Assert.DoesNotContain(names, name => name.StartsWith("System.Net", StringComparison.Ordinal) || name.StartsWith("System.IO", StringComparison.Ordinal) || name.StartsWith("System.Threading", StringComparison.Ordinal));
    }

    [Fact]
    public void Domain_PublicSignatures_NeitherWaitNorReadAClock()
    {
        var used = Domain.GetExportedTypes().SelectMany(Signature).SelectMany(Unfold).Select(type => type.FullName ?? type.Name).Distinct().ToArray();

        Assert.Contains(used, name => name == typeof(CreditDecision).FullName);
        Assert.DoesNotContain(used, name => Outside.Any(outside => name.StartsWith(outside, StringComparison.Ordinal)));
    }

    [Fact]
    public void Unfold_TaskInsideAList_IsFound() =>
        Assert.Contains(Unfold(typeof(List<Task<int>[]>)), type => type.FullName!.StartsWith("System.Threading.", StringComparison.Ordinal));

    private static IEnumerable<Type> Signature(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return type.GetMembers(All).SelectMany(member => member switch
        {
            MethodInfo method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType),
            ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
            PropertyInfo property => [property.PropertyType],
            FieldInfo field => [field.FieldType],
            _ => [],
        }).Concat(type.GetInterfaces()).Append(type.BaseType ?? typeof(object));
    }

    private static IEnumerable<Type> Unfold(Type type) => type.HasElementType
        ? Unfold(type.GetElementType()!).Prepend(type)
        : type.GetGenericArguments().SelectMany(Unfold).Prepend(type);
}
