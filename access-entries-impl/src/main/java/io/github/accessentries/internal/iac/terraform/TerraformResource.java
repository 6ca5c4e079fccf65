package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Unanswered;
import org.jspecify.annotations.Nullable;

/**
 * A resource of Terraform, be it of a configuration or of a state.
 *
 * @param type for example {@code aws_eks_access_entry}
 * @param body its arguments
 * @param templates what fills them in; {@code null} in a state, where what the service chose stands among the arguments
 */
record TerraformResource(String type, Field body, @Nullable TerraformTemplates templates) {

    static final String ENTRY = "aws_eks_access_entry";

    static final String ASSOCIATION = "aws_eks_access_policy_association";

    boolean isOfState() {
        return templates == null;
    }

    /**
     * The arguments; those that Terraform adds by itself to any resource mean nothing here.
     *
     * @throws Unanswered if something in them is not known
     */
    Members arguments(String... names) throws Unanswered {
        return templates == null
                ? Members.ofAny(TerraformTemplates.ofState(body))
                : Members.of(templates.evaluate(body), names);
    }
}
