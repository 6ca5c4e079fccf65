package io.github.accessentries.testkit.internal.service.iam;

/**
 * Where clusters are: one region of one account.
 *
 * @param partition the partition of the region, for example {@code aws}
 * @param account twelve digits
 * @param region for example {@code us-west-2}
 */
public record RegionOfAccount(String partition, String account, String region) {

    /** The ARN of a resource of EKS here. */
    public String arn(String resource) {
        return "arn:" + partition + ":eks:" + region + ":" + account + ":" + resource;
    }

    /** The domain that hosts of AWS have in the partition. */
    public String domain() {
        return switch (partition) {
            case "aws-cn" -> "amazonaws.com.cn";
            case "aws-iso" -> "c2s.ic.gov";
            case "aws-iso-b" -> "sc2s.sgov.gov";
            default -> "amazonaws.com";
        };
    }
}
