using Davit.Engine.Containers;

namespace Davit.Engine.Validation;

/// <summary>Checks a restart policy, in docker's words.</summary>
internal static class RestartPolicyValidator
{
    public static void Validate(List<string> errors, RestartPolicy policy)
    {
        if (policy.Name is not ("" or "no" or "always" or "unless-stopped" or "on-failure"))
        {
            errors.Add($"invalid restart policy: unknown policy '{policy.Name}'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'");
        }
        else if (policy.Name != "on-failure" && policy.MaximumRetryCount > 0)
        {
            errors.Add("invalid restart policy: maximum retry count can only be used with 'on-failure'");
        }
        else if (policy.MaximumRetryCount < 0)
        {
            errors.Add("invalid restart policy: maximum retry count cannot be negative");
        }
    }
}
