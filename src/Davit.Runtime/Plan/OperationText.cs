namespace Davit.Runtime.Plan;

internal static class OperationText
{
    public static string Describe(Operation operation) => operation.Code.ToString();
}
