using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Chalkline.Tests.House;

/// <summary>What the compiled code of an assembly refers to: signatures, attributes and the bodies of methods.</summary>
internal sealed class CompiledCode : IDisposable
{
    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields().Select(f => f.GetValue(null)).OfType<OpCode>()
        .ToDictionary(c => c.Value & 0xffff);

    private readonly PEReader _pe;
    private readonly MetadataReader _reader;

    public CompiledCode(string assembly)
    {
        _pe = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
        _reader = _pe.GetMetadataReader();
    }

    public IEnumerable<string> References => _reader.AssemblyReferences.Select(r => _reader.GetString(_reader.GetAssemblyReference(r).Name));

    /// <summary>Every use of a type of the assembly by another one: from and to, by their outermost types' full names.</summary>
    public HashSet<(string From, string To)> Uses()
    {
        var uses = new HashSet<(string, string)>();
        foreach (var handle in _reader.TypeDefinitions)
        {
            var from = NameOf(handle);
            foreach (var to in TypesOf(handle).Select(NameOf))
                if (to != from) uses.Add((from, to));
        }
        return uses;
    }

    public void Dispose() => _pe.Dispose();

    private List<TypeDefinitionHandle> TypesOf(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        var found = new List<TypeDefinitionHandle>();
        var collect = new Collector(found);
        Resolve(type.BaseType, found);
        foreach (var i in type.GetInterfaceImplementations()) Resolve(_reader.GetInterfaceImplementation(i).Interface, found);
        Attributes(type.GetCustomAttributes(), found);
        foreach (var f in type.GetFields())
        {
            _reader.GetFieldDefinition(f).DecodeSignature(collect, null);
            Attributes(_reader.GetFieldDefinition(f).GetCustomAttributes(), found);
        }
        foreach (var p in type.GetGenericParameters())
            foreach (var c in _reader.GetGenericParameter(p).GetConstraints()) Resolve(_reader.GetGenericParameterConstraint(c).Type, found);
        foreach (var m in type.GetMethods()) Method(_reader.GetMethodDefinition(m), collect, found);
        return found;
    }

    private void Method(MethodDefinition method, Collector collect, List<TypeDefinitionHandle> found)
    {
        method.DecodeSignature(collect, null);
        Attributes(method.GetCustomAttributes(), found);
        if (method.RelativeVirtualAddress == 0) return;
        var body = _pe.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil) _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(collect, null);
        foreach (var region in body.ExceptionRegions) Resolve(region.CatchType, found);
        foreach (var token in Tokens(body.GetILContent())) Resolve(token, found);
    }

    /// <summary>The members and types named by a method's instructions.</summary>
    private static IEnumerable<EntityHandle> Tokens(ImmutableArray<byte> il)
    {
        for (var at = 0; at < il.Length;)
        {
            int code = il[at++];
            if (code == 0xfe) code = 0xfe00 | il[at++];
            var operand = Codes[code].OperandType;
            var number = at + 4 <= il.Length ? BitConverter.ToInt32(il.AsSpan(at, 4)) : 0;
            if (operand is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
                yield return MetadataTokens.EntityHandle(number);
            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * number,
                _ => 4,
            };
        }
    }

    private void Attributes(CustomAttributeHandleCollection attributes, List<TypeDefinitionHandle> found)
    {
        foreach (var a in attributes) Resolve(_reader.GetCustomAttribute(a).Constructor, found);
    }

    private void Resolve(EntityHandle handle, List<TypeDefinitionHandle> found)
    {
        if (handle.IsNil) return;
        var collect = new Collector(found);
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                found.Add((TypeDefinitionHandle)handle);
                break;
            case HandleKind.TypeSpecification:
                _reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(collect, null);
                break;
            case HandleKind.MethodDefinition:
                found.Add(_reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                found.Add(_reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                var member = _reader.GetMemberReference((MemberReferenceHandle)handle);
                Resolve(member.Parent, found);
                if (member.GetKind() == MemberReferenceKind.Method) member.DecodeMethodSignature(collect, null);
                else member.DecodeFieldSignature(collect, null);
                break;
            case HandleKind.MethodSpecification:
                var method = _reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                Resolve(method.Method, found);
                method.DecodeSignature(collect, null);
                break;
        }
    }

    /// <summary>The full name of the outermost type; empty for what the compiler makes for the whole assembly.</summary>
    private string NameOf(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil) type = _reader.GetTypeDefinition(type.GetDeclaringType());
        var space = _reader.GetString(type.Namespace);
        return space.Length == 0 ? "" : space + "." + _reader.GetString(type.Name);
    }

    /// <summary>Gathers the assembly's own types out of signatures.</summary>
    private sealed class Collector(List<TypeDefinitionHandle> found) : ISignatureTypeProvider<int, object?>
    {
        public int GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
        {
            found.Add(handle);
            return 0;
        }

        public int GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public int GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => 0;
        public int GetSZArrayType(int elementType) => 0;
        public int GetArrayType(int elementType, ArrayShape shape) => 0;
        public int GetByReferenceType(int elementType) => 0;
        public int GetFunctionPointerType(MethodSignature<int> signature) => 0;
        public int GetGenericInstantiation(int genericType, ImmutableArray<int> typeArguments) => 0;
        public int GetGenericMethodParameter(object? genericContext, int index) => 0;
        public int GetGenericTypeParameter(object? genericContext, int index) => 0;
        public int GetModifiedType(int modifier, int unmodifiedType, bool isRequired) => 0;
        public int GetPinnedType(int elementType) => 0;
        public int GetPointerType(int elementType) => 0;
        public int GetPrimitiveType(PrimitiveTypeCode typeCode) => 0;
    }
}
