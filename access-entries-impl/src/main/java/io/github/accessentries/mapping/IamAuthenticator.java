package io.github.accessentries.mapping;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.EntryRules;
import io.github.accessentries.Health;
import io.github.accessentries.authn.Authenticated;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authn.Mapping;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.authn.Verified;
import io.github.accessentries.internal.audit.AuditLog;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Turns tokens into Kubernetes users as the authenticator of one EKS cluster does: the verifier determines the
 * identity, then the mappers are asked in order, and the first that knows the identity decides.
 *
 * <p>Each decision is one INFO line of the logger {@code io.github.accessentries.audit}: cluster, ARN, account,
 * principal id and access key id, and the user or the reason for the rejection. Exceptions are not decisions and are
 * not logged.
 *
 * <p>Thread-safe if its verifier and mappers are. It closes neither.
 */
public final class IamAuthenticator implements Authenticator {

    private final String clusterName;
    private final TokenVerifier verifier;
    private final List<IdentityMapper> mappers;
    private final TemplateRenderer templates;
    private final AuthenticationLog audit;

    private IamAuthenticator(String clusterName, TokenVerifier verifier, Builder options) {
        this.clusterName = clusterName;
        this.verifier = verifier;
        this.mappers = List.copyOf(options.mappers);
        this.templates = new TemplateRenderer(options.privateDnsNames);
        this.audit = new AuthenticationLog(options.audit, clusterName);
    }

    /**
     * Starts with no mapper. Cluster name, verifier and at least one mapper are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Determines the identity of a token and the user that it maps to. Exceptions of a verifier or mapper are passed
     * on: since the order of mappers decides, none of them can be skipped.
     *
     * @param token any text; only a valid token has a user
     * @return the user, or why there is none
     * @throws io.github.accessentries.AccessEntriesException if the verifier or a mapper fails
     */
    @Override
    public Authentication authenticate(String token) {
        requireNonNull(token, "token");
        Verification verification = requireNonNull(verifier.verify(token, clusterName), "the answer of the verifier");
        if (verification instanceof Verified verified) {
            Authentication decision = identify(verified.identity());
            audit.record(decision, verified.identity());
            return decision;
        }
        Rejected rejected = (Rejected) verification;
        audit.record(rejected, null);
        return rejected;
    }

    /** {@return how the verifier and the mappers are doing, all of which it needs} */
    @Override
    public Health health() {
        return Health.ofAll(Stream.concat(Stream.of(verifier), mappers.stream()).toList());
    }

    /** {@return the cluster that tokens must be bound to} */
    public String clusterName() {
        return clusterName;
    }

    private Authentication identify(IamIdentity identity) {
        for (IdentityMapper mapper : mappers) {
            // Without this, null would pass for "not mine", and a later mapper let in whom this one refuses.
            Mapping mapping = requireNonNull(mapper.map(identity), "the answer of a mapper");
            if (mapping instanceof Mapped mapped) {
                return user(identity, mapped);
            }
            if (mapping instanceof Rejected rejected) {
                return rejected;
            }
        }
        return new Rejected(
                RejectionReason.NOT_MAPPED,
                identity.canonicalArn() + " has no access on cluster " + clusterName
                        + "; create an access entry for it, with the role's path if it has one");
    }

    private Authentication user(IamIdentity identity, Mapped mapping) {
        Optional<String> username = templates.render(mapping.username(), identity);
        if (username.isEmpty()) {
            return noInstance("user name", mapping);
        }
        Set<String> groups = new LinkedHashSet<>();
        for (String template : mapping.groups()) {
            Optional<String> group = templates.render(template, identity);
            if (group.isEmpty()) {
                return noInstance("a group", mapping);
            }
            groups.add(group.get());
        }
        Optional<String> reserved = EntryRules.reservedPrefixOf(username.get());
        if (reserved.isPresent() && !mapping.reservedNamesAllowed()) {
            return new Rejected(
                    RejectionReason.RESERVED_NAME,
                    "the user name of " + mapping.source() + " begins with " + reserved.get()
                            + ", which is reserved for Kubernetes and AWS; choose another");
        }
        return new Authenticated(IamUsers.of(identity, username.get(), groups), identity, mapping);
    }

    private static Rejected noInstance(String what, Mapped mapping) {
        return new Rejected(
                RejectionReason.BAD_TEMPLATE,
                what + " of " + mapping.source()
                        + " needs the private DNS name of an EC2 instance, but the session name is not an instance"
                        + " id, or the instance is unknown");
    }

    /** Builds {@link IamAuthenticator}. Not thread-safe. */
    public static final class Builder {

        private @Nullable String clusterName;
        private @Nullable TokenVerifier verifier;
        private final List<IdentityMapper> mappers = new ArrayList<>();
        private Function<String, Optional<String>> privateDnsNames = instanceId -> Optional.empty();
        private AuditLog audit = AuditLog.standard();

        private Builder() {}

        /**
         * Sets the cluster that tokens must be for; required.
         *
         * @param name the cluster's name; for a local cluster on Outposts its id
         * @return this builder
         * @throws IllegalArgumentException if the name is blank
         */
        public Builder clusterName(String name) {
            requireNonNull(name, "name");
            if (name.isBlank()) {
                throw new IllegalArgumentException(
                        "The name of the cluster is blank; give the name that tokens are for");
            }
            clusterName = requireNonNull(name, "name");
            return this;
        }

        /**
         * Sets the verifier of tokens; required.
         *
         * @param verifier for example {@link io.github.accessentries.token.StsTokenVerifier#create()}; the caller
         *     closes it
         * @return this builder
         */
        public Builder verifier(TokenVerifier verifier) {
            this.verifier = requireNonNull(verifier, "verifier");
            return this;
        }

        /**
         * Adds a mapper, to be asked after those already added; at least one is required. EKS asks access entries
         * before the {@code aws-auth} ConfigMap.
         *
         * @param mapper maps identities to users
         * @return this builder
         */
        public Builder mapper(IdentityMapper mapper) {
            mappers.add(requireNonNull(mapper, "mapper"));
            return this;
        }

        /**
         * Sets how to find the value of <code>{{EC2PrivateDNSName}}</code>. Without it, mappings that use this
         * placeholder reject every identity.
         *
         * <p>Whoever can choose session names of a role that is mapped like this can act as any node: map only roles
         * that nobody but EC2 can assume.
         *
         * @param byInstanceId the private DNS name of an instance, empty if there is no such instance; called for each
         *     authentication, by several threads
         * @return this builder
         */
        public Builder privateDnsNames(Function<String, Optional<String>> byInstanceId) {
            privateDnsNames = requireNonNull(byInstanceId, "byInstanceId");
            return this;
        }

        Builder auditLogger(Logger logger) {
            audit = AuditLog.to(logger);
            return this;
        }

        /**
         * Builds the authenticator.
         *
         * @return the authenticator
         * @throws IllegalStateException if the cluster name, the verifier or a mapper is missing
         */
        @CheckReturnValue
        public IamAuthenticator build() {
            if (clusterName == null || verifier == null || mappers.isEmpty()) {
                throw new IllegalStateException(
                        "An authenticator needs a cluster name, a verifier and at least one mapper;"
                                + " call clusterName(..), verifier(..) and mapper(..) before build()");
            }
            return new IamAuthenticator(clusterName, verifier, this);
        }
    }
}
