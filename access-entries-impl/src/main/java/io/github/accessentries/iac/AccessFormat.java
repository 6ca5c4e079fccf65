package io.github.accessentries.iac;

import io.github.accessentries.plan.DesiredAccess;
import java.util.Map;

/**
 * A form in which an infrastructure tool describes access entries: read what a team has there already, or write a
 * described state for those who keep to that tool. What one side says and the other has no words for is listed, never
 * dropped in silence. Implementations are thread-safe.
 */
public interface AccessFormat {

    /**
     * Templates of AWS CloudFormation with resources {@code AWS::EKS::AccessEntry}, in YAML or JSON. {@code Ref} and
     * {@code Fn::Sub} are filled in from the given values and the defaults of the template's parameters, {@code Fn::GetAtt}
     * from values named {@code Resource.Attribute}; a resource that needs another function is left out.
     *
     * @return the format; it writes JSON
     */
    static AccessFormat cloudFormation() {
        return CloudFormationFormat.INSTANCE;
    }

    /**
     * Terraform in its JSON syntax ({@code .tf.json}) with resources {@code aws_eks_access_entry} and
     * {@code aws_eks_access_policy_association}, or what {@code terraform show -json} prints. <code>${…}</code> is filled in
     * from values named like what stands between the braces, for example {@code aws_eks_cluster.prod.name}, and the
     * defaults of the document's variables. HCL is not read; Terraform shows it as JSON.
     *
     * @return the format; it writes the JSON syntax
     */
    static AccessFormat terraform() {
        return TerraformFormat.INSTANCE;
    }

    /**
     * The {@code accessConfig} of a {@code ClusterConfig} of eksctl, in YAML or JSON.
     *
     * @return the format; it writes YAML
     */
    static AccessFormat eksctl() {
        return EksctlFormat.INSTANCE;
    }

    /**
     * Reads a document.
     *
     * @param text the document, at most four mebi characters
     * @param values what its placeholders stand for, by name
     * @return what it says of access, by cluster, and what was left out
     * @throws io.github.accessentries.plan.InvalidDesiredAccessException if the text is no such document, or says of an entry
     *     what no cluster would take; every fault is named with its line
     */
    Imported read(String text, Map<String, String> values);

    /**
     * Writes a document.
     *
     * @param cluster the name of the cluster
     * @param access the access that is to be
     * @return the document, and what it does not say
     */
    Exported write(String cluster, DesiredAccess access);
}
