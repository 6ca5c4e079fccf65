package io.github.accessentries.iac;

import io.github.accessentries.internal.iac.cloudformation.CloudFormationReader;
import io.github.accessentries.internal.iac.cloudformation.CloudFormationWriter;
import io.github.accessentries.internal.iac.eksctl.EksctlReader;
import io.github.accessentries.internal.iac.eksctl.EksctlWriter;
import io.github.accessentries.internal.iac.pulumi.PulumiReader;
import io.github.accessentries.internal.iac.pulumi.PulumiWriter;
import io.github.accessentries.internal.iac.resources.AckReader;
import io.github.accessentries.internal.iac.resources.AckWriter;
import io.github.accessentries.internal.iac.resources.CrossplaneReader;
import io.github.accessentries.internal.iac.resources.CrossplaneWriter;
import io.github.accessentries.internal.iac.terraform.TerraformReader;
import io.github.accessentries.internal.iac.terraform.TerraformWriter;
import io.github.accessentries.plan.DesiredAccess;

/**
 * A format in which an infrastructure tool describes access entries: read what a team already has, or write a desired
 * state for teams that use the tool. What one format cannot express is listed, never dropped silently. Implementations
 * are thread-safe.
 */
public interface AccessFormat extends AccessSource {

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
        return new ToolFormat("CloudFormation", CloudFormationReader::read, CloudFormationWriter::write);
    }

    /**
     * What {@code terraform show -json} prints of a state or plan, or Terraform's JSON syntax ({@code .tf.json}), of at most 64 mebi
     * characters, with resources {@code aws_eks_access_entry} and {@code aws_eks_access_policy_association}.
     *
     * <p>Of a plan, what is known only after apply is left out with its entry, unless a value is given by the name {@code
     * address.argument}. In the JSON syntax, <code>${…}</code> is answered by the document's variables, locals and arguments, and by
     * values named like the expression between the braces, for example {@code data.aws_caller_identity.me.account_id}; anything
     * else is left out. Where clusters in several regions have one name, the value {@code region} says which is read. HCL, raw
     * states and binary plans are refused.
     *
     * @return the format; it writes the JSON syntax, and {@code imports.tf.json} with which Terraform takes over what is there
     *     already
     */
    static AccessFormat terraform() {
        return new ToolFormat("Terraform", TerraformReader::read, TerraformWriter::write);
    }

    /**
     * The {@code accessConfig} of a {@code ClusterConfig} of eksctl, in YAML or JSON, read as eksctl reads it: the first document of a
     * file, with aliases and merged mappings, where {@code null} and empty texts say nothing. <code>${NAME}</code>, <code>
     * ${NAME:-default}</code> and {@code $NAME} are filled in as a shell does it, as far as their values are given.
     *
     * @return the format; it writes YAML, in which no dollar reads as a placeholder
     */
    static AccessFormat eksctl() {
        return new ToolFormat("eksctl", EksctlReader::read, EksctlWriter::write);
    }

    /**
     * Manifests with {@code AccessEntry} objects of ACK, the AWS Controllers for Kubernetes, in YAML or JSON, lists of kubectl included.
     * A reference to a {@code Cluster} is followed within the text, or answered by a value named like {@code Cluster/namespace/name};
     * placeholders are those of {@link #eksctl()}.
     *
     * @return the format; it writes YAML, with annotations by which ACK takes over an entry that is there
     */
    static AccessFormat ack() {
        return new ToolFormat("ACK", AckReader::read, AckWriter::write);
    }

    /**
     * Manifests with {@code AccessEntry} and {@code AccessPolicyAssociation} objects of Crossplane's AWS provider, in YAML or JSON, of the
     * whole cluster ({@code eks.aws.upbound.io}) or of a namespace ({@code eks.aws.m.upbound.io}). References and selectors are followed
     * within the text, or answered by values named like {@code Cluster/name} and {@code Role/name}; placeholders are those of {@link
     * #eksctl()}. What is paused or only observed is not wished, and left out.
     *
     * @return the format; it writes YAML of objects of the whole cluster, in which the region is left to fill in
     */
    static AccessFormat crossplane() {
        return new ToolFormat("Crossplane", CrossplaneReader::read, CrossplaneWriter::write);
    }

    /**
     * Stacks of Pulumi as {@code pulumi stack export} prints them, and programs of Pulumi YAML, with resources {@code
     * aws:eks:AccessEntry} and {@code aws:eks:AccessPolicyAssociation}, or {@code aws-native:eks:AccessEntry}. Secrets are not read;
     * values named like {@code resource.property} answer for them. Where clusters of one name are in several regions, the value of
     * {@code region} says which is meant. In a program, <code>${…}</code> is resolved from values named like the
     * expression, from the program itself and from the defaults of its configuration.
     *
     * @return the format; it writes a program of Pulumi YAML, which {@code pulumi convert} turns into other languages
     */
    static AccessFormat pulumi() {
        return new ToolFormat("Pulumi", PulumiReader::read, PulumiWriter::write);
    }

    /**
     * Writes a document.
     *
     * @param cluster the name of the cluster
     * @param access the desired access
     * @return the document, and what it cannot express
     */
    Exported write(String cluster, DesiredAccess access);
}
