package io.github.accessentries.plan;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.text.PlainText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/**
 * A plan as somebody has read it: what is kept between the job that plans and the job that applies. The second one plans again
 * from the same desired access, and applies only if that is this plan; see {@code AccessEntries.apply(desired, reviewed,
 * options)}. Nothing is applied out of this value: the {@link #digest()} decides, and the texts serve to tell what has
 * become another. Texts that do not belong to the digest are refused, since somebody may have decided by them. Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class ReviewedPlan {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private static final String ONLY_A_DIGEST =
            "its changes, its findings, the entries and objects that they rest on, or roles and bindings by which it has"
                    + " effects have changed since, or it was made from other sources, and only the digest of the reviewed one was"
                    + " kept";

    ReviewedPlan() {}

    /**
     * Starts with nothing set; cluster and digest are required. Most get one from {@link #of}, or read it from a file.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * What to keep of a plan.
     *
     * @param plan the plan that is reviewed
     * @return its digest, and its changes and findings as texts
     */
    public static ReviewedPlan of(AccessPlan plan) {
        requireNonNull(plan, "plan");
        Map<String, String> texts = new LinkedHashMap<>();
        plan.findings().forEach(finding -> texts.put(finding.name(), finding.text()));
        return builder()
                .cluster(plan.cluster())
                .digest(plan.digest())
                .changes(plan.changes().stream().map(Change::toString).toList())
                .findings(plan.findings().stream().map(Finding::name).toList())
                .findingTexts(texts)
                .unchecked(plan.unchecked().stream().map(Unchecked::part).toList())
                .build();
    }

    /**
     * A plan of which nothing was kept but its digest, as of those of a large fleet. It decides as well as any other; what has become
     * another is not known.
     *
     * @param cluster the cluster's name
     * @param digest the digest of the plan
     * @return the reviewed plan, without changes and findings
     * @throws IllegalArgumentException if the digest has not 64 hexadecimal digits
     */
    public static ReviewedPlan ofDigest(String cluster, String digest) {
        return builder().cluster(cluster).digest(digest).hasTexts(false).build();
    }

    /** {@return the cluster's name} */
    public abstract String cluster();

    /** {@return the {@linkplain AccessPlan#digest() digest} of the plan: 64 hexadecimal digits} */
    public abstract String digest();

    /** {@return the changes as texts, in their order} */
    public abstract List<String> changes();

    /** {@return the names of the findings} */
    public abstract List<String> findings();

    /** {@return what each finding says, by its name, as far as that was kept} */
    public abstract Map<String, String> findingTexts();

    /**
     * What the plan did not check, by which a plan is recognised that was made from other sources.
     *
     * @return the parts, none if that was not kept
     */
    public abstract Set<Unchecked.Part> unchecked();

    /**
     * Whether changes and findings were kept.
     *
     * @return {@code false} if there is nothing but the digest; {@code true} by default
     */
    @Value.Default
    public boolean hasTexts() {
        return true;
    }

    @Value.Check
    void check() {
        if (!DIGEST.matcher(digest()).matches()) {
            throw new IllegalArgumentException("The digest of a reviewed plan has 64 hexadecimal digits, and "
                    + PlainText.quoted(digest()) + " does not; pass what AccessPlan.digest() gave");
        }
    }

    /**
     * Refuses a plan that is not the reviewed one. One without changes passes, since that is what a run finds that follows one
     * that was cut off after its last change.
     *
     * @param plan the plan as it is now
     * @throws StalePlanException if it is another plan, or if the texts are those of another; the message says what is new in it
     *     and what is not there any more, if {@linkplain #hasTexts() texts were kept}, and else what may have changed
     * @throws IllegalArgumentException if it is for another cluster
     */
    public final void requireSame(AccessPlan plan) {
        requireNonNull(plan, "plan");
        if (!plan.cluster().equals(cluster())) {
            throw new IllegalArgumentException(
                    "The reviewed plan is for cluster " + PlainText.name(cluster()) + ", not for "
                            + PlainText.name(plan.cluster()) + "; apply it there, or review a plan for this one");
        }
        if (plan.isEmpty()) {
            return;
        }
        if (!plan.digest().equals(digest())) {
            throw new StalePlanException(
                    "Changed nothing on cluster " + PlainText.name(cluster()) + ": " + difference(plan), cluster());
        }
        if (hasTexts()) {
            requireTextsOf(of(plan));
        }
    }

    private String difference(AccessPlan plan) {
        String other = "the plan is no longer the one that was reviewed; ";
        if (!hasTexts()) {
            return other + ONLY_A_DIGEST + ". Review a new plan, and apply that";
        }
        return PlanSources.between(this, plan)
                .orElseGet(
                        () -> other + PlanDifference.between(this, of(plan)) + ". Review a new plan, and apply that");
    }

    /** Texts do not decide, but people decide by them. */
    private void requireTextsOf(ReviewedPlan now) {
        boolean showsIt = changes().equals(now.changes())
                && findings().equals(now.findings())
                && (findingTexts().isEmpty() || findingTexts().equals(now.findingTexts()));
        if (!showsIt) {
            throw new StalePlanException(
                    "Changed nothing on cluster " + PlainText.name(cluster())
                            + ": the reviewed plan has the digest of this one, but shows something else; "
                            + PlanDifference.ofTexts(this, now)
                            + ". Its texts were changed after it was made; review a new plan, and apply that",
                    cluster());
        }
    }

    /**
     * The plan in short.
     *
     * @return the cluster, the number of changes and findings, and the digest, on one line
     */
    @Override
    public final String toString() {
        return "reviewed plan for cluster " + PlainText.name(cluster()) + ": "
                + (hasTexts()
                        ? Counted.of(changes().size(), "change") + ", "
                                + Counted.of(findings().size(), "finding") + ", "
                        : "")
                + digest();
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableReviewedPlan.Builder {
        Builder() {}
    }
}
