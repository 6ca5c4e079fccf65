package io.github.accessentries.iac;

/**
 * A resource of Terraform, be it of a configuration or of a state.
 *
 * @param type for example {@code aws_eks_access_entry}
 * @param body its arguments
 * @param texts how they say texts
 * @param computed whether what the service chose stands among the arguments, as in a state
 */
record TerraformResource(String type, Field body, Texts texts, boolean computed) {

    static final String ENTRY = "aws_eks_access_entry";

    static final String ASSOCIATION = "aws_eks_access_policy_association";

    /** The arguments; those that Terraform adds by itself to any resource mean nothing here. */
    Members arguments(String... names) {
        return computed ? Members.ofAny(body, texts) : Members.of(body, texts, names);
    }
}
