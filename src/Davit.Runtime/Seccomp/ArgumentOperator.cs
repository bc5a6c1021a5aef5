namespace Davit.Runtime.Seccomp;

/// <summary>How an argument is compared with a value, unsigned.</summary>
internal enum ArgumentOperator
{
    NotEqual,
    Less,
    LessOrEqual,
    Equal,
    GreaterOrEqual,
    Greater,
    MaskedEqual,
}
