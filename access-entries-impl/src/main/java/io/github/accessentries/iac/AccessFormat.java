package io.github.accessentries.iac;

import io.github.accessentries.internal.iac.cloudformation.CloudFormationReader;
import io.github.accessentries.internal.iac.cloudformation.CloudFormationWriter;
import io.github.accessentries.internal.iac.eksctl.EksctlReader;
import io.github.accessentries.internal.iac.eksctl.EksctlWriter;
import io.github.accessentries.internal.iac.terraform.TerraformReader;
import io.github.accessentries.internal.iac.terraform.TerraformWriter;
import io.github.accessentries.plan.DesiredAccess;
import java.util.Map;

/**
 * A format in which an infrastructure tool describes access entries: read what a team already has, or write a desired
 * state for teams that use the tool. What one format cannot express is listed, never dropped silently. Implementations
 * are thread-safe.
 */
public interface AccessFormat {

    /**
     * Templates of AWS CloudFormation with resources {@code AWS::EKS::AccessEntry}, in YAML or JSON, also those that the CDK
     * synthesises and what {@code aws cloudformation get-template} prints. Functions that need no CloudFormation are
     * answered wherever they stand, conditions and loops included; so are references to clusters, roles, users and
     * stored parameters of the same template that have a name. Everything else needs a value, which counts before what
     * the template says: of a parameter or pseudo parameter by its name (a list with commas), of a resource by its
     * name, of an attribute by {@code Resource.Attribute}, of an export by its name, of a dynamic reference by what
     * stands between its braces, and of a tag of the whole stack by {@code AWS::StackTags.} and its key. A resource that
     * needs a value that is not there is left out, and so is access that other resources give.
     *
     * @return the format; it writes JSON of at most 500 resources and 1,048,576 bytes, and beside it {@code
     *     resources-to-import.json}, by which a change set takes over entries that are there
     */
    static AccessFormat cloudFormation() {
        return new ToolFormat(CloudFormationReader::read, CloudFormationWriter::write);
    }

    /**
     * Terraform in its JSON syntax ({@code .tf.json}) with resources {@code aws_eks_access_entry} and {@code
     * aws_eks_access_policy_association}, or what {@code terraform show -json} prints. <code>${…}</code> is resolved
     * from values named like the expression between the braces, for example {@code aws_eks_cluster.prod.name}, and the
     * defaults of the document's variables. HCL is not supported; Terraform can print it as JSON.
     *
     * @return the format; it writes the JSON syntax
     */
    static AccessFormat terraform() {
        return new ToolFormat(TerraformReader::read, TerraformWriter::write);
    }

    /**
     * The {@code accessConfig} of a {@code ClusterConfig} of eksctl, in YAML or JSON.
     *
     * @return the format; it writes YAML
     */
    static AccessFormat eksctl() {
        return new ToolFormat((text, values) -> EksctlReader.read(text), EksctlWriter::write);
    }

    /**
     * Reads a document.
     *
     * @param text the document, at most four mebi characters
     * @param values the values of its placeholders, by name
     * @return the access that it describes, by cluster, and what was left out
     * @throws io.github.accessentries.plan.InvalidDesiredAccessException if the text is not such a document, or
     *     describes an entry that no cluster would accept; every fault is named with its line
     */
    Imported read(String text, Map<String, String> values);

    /**
     * Writes a document.
     *
     * @param cluster the name of the cluster
     * @param access the desired access
     * @return the document, and what it cannot express
     */
    Exported write(String cluster, DesiredAccess access);
}
