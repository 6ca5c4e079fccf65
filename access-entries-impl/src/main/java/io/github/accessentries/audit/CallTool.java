package io.github.accessentries.audit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import java.util.List;
import java.util.Locale;

/**
 * The program that made a call, as its {@code userAgent} names itself. Anybody can send any text there, so this helps to find
 * the way that a change took, and is no proof of it.
 */
public enum CallTool {
    /** This library, in a client whose user agent says so, such as the one that {@code EksAccessEntries.of} makes. */
    ACCESS_ENTRIES("access-entries"),
    /** Terraform, or OpenTofu, whose provider of AWS is the same. */
    TERRAFORM("Terraform"),
    /** Pulumi. */
    PULUMI("Pulumi"),
    /** CloudFormation, and what works through it: the AWS CDK, SAM, and most of what eksctl does. */
    CLOUD_FORMATION("CloudFormation"),
    /** eksctl, where it calls EKS itself. */
    EKSCTL("eksctl"),
    /** The AWS command line interface. */
    AWS_CLI("AWS CLI"),
    /** The AWS console in a browser. */
    CONSOLE("console"),
    /** A program that uses an AWS SDK and does not name itself. */
    AWS_SDK("AWS SDK"),
    /** An AWS service. */
    AWS_SERVICE("AWS service"),
    /** No text, or one that this version does not know. */
    UNKNOWN("unknown");

    /** What stands in a text, and what it is the name of; the first row that fits counts, so tools come before their SDKs. */
    private record Row(String part, CallTool tool) {}

    private static final List<Row> ROWS = List.of(
            new Row("access-entries/", ACCESS_ENTRIES),
            new Row("terraform", TERRAFORM),
            new Row("opentofu", TERRAFORM),
            new Row("pulumi", PULUMI),
            new Row("eksctl/", EKSCTL),
            new Row("cloudformation.amazonaws.com", CLOUD_FORMATION),
            new Row("console.amazonaws.com", CONSOLE),
            new Row("signin.amazonaws.com", CONSOLE),
            new Row("mozilla/", CONSOLE),
            new Row("aws-cli/", AWS_CLI),
            new Row("boto3/", AWS_SDK),
            new Row("botocore/", AWS_SDK),
            new Row("aws-sdk-", AWS_SDK),
            new Row("aws-internal", AWS_SERVICE),
            new Row("aws internal", AWS_SERVICE));

    private static final String OF_A_SERVICE = ".amazonaws.com";

    private final String word;

    CallTool(String word) {
        this.word = word;
    }

    /**
     * What a text tells of the tool that sent it.
     *
     * @param userAgent the text of a record
     * @return the tool, {@link #UNKNOWN} if the text names none that is known here
     */
    @CheckReturnValue
    public static CallTool of(String userAgent) {
        String text = requireNonNull(userAgent, "userAgent").toLowerCase(Locale.ROOT);
        return ROWS.stream()
                .filter(row -> text.contains(row.part()))
                .findFirst()
                .map(Row::tool)
                .orElse(text.endsWith(OF_A_SERVICE) && text.indexOf(' ') < 0 ? AWS_SERVICE : UNKNOWN);
    }

    /**
     * The name in tables.
     *
     * @return for example {@code AWS CLI}
     */
    @Override
    public String toString() {
        return word;
    }
}
