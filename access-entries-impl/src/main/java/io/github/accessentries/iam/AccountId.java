package io.github.accessentries.iam;

import io.github.accessentries.EntryRules;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.waiting.Patience;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/** Which account a client is of. Where nobody said it, STS is asked until it has answered once. Thread-safe. */
final class AccountId {

    private final @Nullable StsClient sts;
    private final Patience patience;
    private volatile @Nullable String known;

    private AccountId(@Nullable StsClient sts, @Nullable String known, Patience patience) {
        this.sts = sts;
        this.known = known;
        this.patience = patience;
    }

    static AccountId given(String accountId) {
        return new AccountId(null, accountId, Patience.none());
    }

    static AccountId toldBy(StsClient sts, Patience patience) {
        return new AccountId(sts, null, patience);
    }

    boolean isToldBySts() {
        return sts != null;
    }

    /** Twelve digits. */
    String get() {
        String id = known;
        if (id == null) {
            id = patience.retry(this::ask, ThrottledException.class::isInstance);
            known = id;
        }
        return id;
    }

    private String ask() {
        if (sts == null) {
            throw new IllegalStateException("An account is either given or told by STS");
        }
        String told;
        try {
            told = sts.getCallerIdentity().account();
        } catch (SdkException e) {
            throw IamErrors.translate("find the account of the IAM client", "sts:GetCallerIdentity", e);
        }
        if (told == null || !EntryRules.isAccountId(told)) {
            throw new UnavailableException(
                    "The answer of STS names no account, so it is not known which principals the IAM client sees; check what"
                            + " answers in its place",
                    ErrorContext.builder().build(),
                    null);
        }
        return told;
    }
}
