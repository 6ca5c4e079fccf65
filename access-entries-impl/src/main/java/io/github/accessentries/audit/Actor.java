package io.github.accessentries.audit;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.text.PlainText;
import java.util.Optional;
import org.immutables.value.Value;

/** Who made a call, as its record tells. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class Actor {

    /** What kinds of callers there are. */
    public enum Kind {
        /** An IAM user. */
        USER("IAM user"),
        /** A session of a role. */
        ROLE("role"),
        /** A session of a role that a token of an OpenID Connect provider opened: a pod, or a job of a build service. */
        WEB_IDENTITY("web identity"),
        /** A person of IAM Identity Center. */
        IDENTITY_CENTER("Identity Center"),
        /** A federated user, with or without SAML. */
        FEDERATED("federated user"),
        /** The root user of an account. */
        ROOT("root"),
        /** An AWS service, on its own behalf. */
        AWS_SERVICE("AWS service"),
        /** Somebody of whom the record tells too little, or something that this version does not know. */
        UNKNOWN("unknown");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /**
         * The words in tables.
         *
         * @return for example {@code IAM user}
         */
        @Override
        public String toString() {
            return word;
        }
    }

    Actor() {}

    /**
     * Starts an actor; only the kind is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the kind} */
    public abstract Kind kind();

    /** {@return the type that the record names, for example {@code AssumedRole}, as it is written there} */
    public abstract Optional<String> recordedType();

    /**
     * The user, or the role whose session it is.
     *
     * @return the principal with its path; a role without it where the record has only the ARN of the session; empty if the
     *     caller is none, or unknown
     */
    public abstract Optional<PrincipalArn> principal();

    /** {@return the ARN of the caller as the record has it, for example that of a role's session} */
    public abstract Optional<String> arn();

    /** {@return the account of the caller} */
    public abstract Optional<String> accountId();

    /** {@return the name of the role's session} */
    public abstract Optional<String> session();

    /** {@return the person: of Identity Center the user name if the session has it, else the user's id} */
    public abstract Optional<String> person();

    /** {@return who signed a web identity in, for example the ARN of an OpenID Connect provider} */
    public abstract Optional<String> provider();

    /** {@return the service that made the call, on its own behalf or on that of the caller} */
    public abstract Optional<String> service();

    /**
     * The caller in words.
     *
     * @return for example {@code role arn:aws:iam::111122223333:role/ci, session build-42}
     */
    @Override
    public final String toString() {
        StringBuilder text = new StringBuilder(kind().toString());
        principal()
                .map(PrincipalArn::toString)
                .or(() -> arn().map(PlainText::name))
                .or(() -> accountId().map(account -> "of account " + PlainText.name(account)))
                .ifPresent(who -> text.append(' ').append(who));
        person().ifPresent(name -> text.append(", user ").append(PlainText.name(name)));
        session()
                .filter(name -> person().isEmpty())
                .ifPresent(name -> text.append(", session ").append(PlainText.name(name)));
        provider().ifPresent(name -> text.append(", by ").append(PlainText.name(name)));
        service()
                .ifPresent(name -> text.append(kind() == Kind.AWS_SERVICE ? " " : ", through ")
                        .append(PlainText.name(name)));
        return text.toString();
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableActor.Builder {
        Builder() {}
    }
}
