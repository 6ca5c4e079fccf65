package io.github.accessentries.testkit.internal.service.iam;

import org.jspecify.annotations.Nullable;

/**
 * Where clusters are: one region of one account.
 *
 * @param partition the partition of the region, for example {@code aws}
 * @param account twelve digits
 * @param region for example {@code us-west-2}
 */
public record RegionOfAccount(String partition, String account, String region) {

    /** Written out, as is {@link #hashCode()}: the generated ones cost a fresh JVM much of its first answer. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RegionOfAccount that
                && region.equals(that.region)
                && account.equals(that.account)
                && partition.equals(that.partition);
    }

    @Override
    public int hashCode() {
        return 31 * account.hashCode() + region.hashCode();
    }

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
