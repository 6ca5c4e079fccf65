package io.github.accessentries.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authn.Mapping;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link IdentityMapper} promises:
 *
 * <pre>{@code
 * class OnCallMapperTest extends IdentityMapperContract {
 *
 *     @Override
 *     protected IdentityMapper mapper() {
 *         return new OnCallMapper(Set.of("arn:aws:iam::111122223333:role/on-call"));
 *     }
 *
 *     @Override
 *     protected IamIdentity known() {
 *         return IamIdentity.builder()
 *                 .arn("arn:aws:sts::111122223333:assumed-role/on-call/ana")
 *                 .canonicalArn("arn:aws:iam::111122223333:role/on-call")
 *                 .accountId("111122223333")
 *                 .principalId("AROAEXAMPLEEXAMPLE00")
 *                 .sessionName("ana")
 *                 .accessKeyId("ASIAEXAMPLEEXAMPLE00")
 *                 .build();
 *     }
 * }
 * }</pre>
 *
 * <p>JUnit makes an object for each test, and the methods to implement are called once in each.
 */
public abstract class IdentityMapperContract {

    /** For subclasses. */
    protected IdentityMapperContract() {}

    /**
     * What is tested.
     *
     * @return a mapper that knows {@link #known()} and does not know {@link #stranger()}, nor anybody who only looks like the
     *     former; whoever made it closes it
     */
    protected abstract IdentityMapper mapper();

    /**
     * Somebody whom the mapper knows.
     *
     * @return the identity
     */
    protected abstract IamIdentity known();

    /**
     * Somebody whom the mapper does not know.
     *
     * @return by default a session of a role in account {@code 000000000000}
     */
    protected IamIdentity stranger() {
        return IamIdentity.builder()
                .arn("arn:aws:sts::000000000000:assumed-role/stranger/contract")
                .canonicalArn("arn:aws:iam::000000000000:role/stranger")
                .accountId("000000000000")
                .principalId("AROASTRANGERSTRANGER")
                .sessionName("contract")
                .accessKeyId("ASIASTRANGERSTRANGER")
                .build();
    }

    /**
     * The same mapper, made so that nobody whom it depends on can be reached.
     *
     * @return by default empty: the mapper depends on nobody
     */
    protected Optional<IdentityMapper> cutOff() {
        return Optional.empty();
    }

    /** Whom the mapper knows gets a user name. */
    @Test
    public final void knownIdentity_isMapped() {
        Mapped mapped = assertInstanceOf(Mapped.class, mapper().map(known()), "known() must be mapped");

        assertFalse(mapped.username().isEmpty(), "The user name must not be empty");
    }

    /** Whom the mapper does not know is left to the next one, or refused. */
    @Test
    public final void stranger_isNeverMapped() {
        assertFalse(mapper().map(stranger()) instanceof Mapped, "stranger() must not be mapped");
    }

    /**
     * Who only looks like {@link #known()} is somebody else: the same name in another account or partition, a longer or a shorter
     * name, and the other kind of principal with that name, each with the session name of {@link #known()}. The mapper under test
     * knows none of them.
     */
    @Test
    public final void lookalike_isNeverMapped() {
        IdentityMapper mapper = mapper();
        IamIdentity known = known();

        assertInstanceOf(Mapped.class, mapper.map(known), "known() must be mapped");
        for (IamIdentity lookalike : Lookalikes.of(known)) {
            assertFalse(
                    mapper.map(lookalike) instanceof Mapped,
                    () -> lookalike.canonicalArn() + " is not known() and must not be mapped; compare whole ARNs");
        }
    }

    /** STS has other identities than roles and users, such as that of the account itself: there is an answer about each. */
    @Test
    public final void identityOfAnotherKind_isNeverMapped() {
        IdentityMapper mapper = mapper();

        for (IamIdentity other : Lookalikes.ofOtherKinds()) {
            Mapping answer = assertDoesNotThrow(
                    () -> mapper.map(other), () -> "There must be an answer about " + other.canonicalArn());
            assertFalse(
                    answer instanceof Mapped, () -> other.canonicalArn() + " is not known() and must not be mapped");
        }
    }

    /** Asking changes nothing, and who asked before does not matter. */
    @Test
    public final void sameIdentity_isMappedTheSame() {
        IdentityMapper mapper = mapper();
        IamIdentity known = known();

        Mapping first = mapper.map(known);
        assertNotNull(mapper.map(stranger()), "There must be an answer about stranger()");
        assertEquals(first, mapper.map(known), "The second answer must equal the first");
    }

    /**
     * Threads that ask at the same time get the same answer.
     *
     * @throws InterruptedException if the thread that runs the test is interrupted
     */
    @Test
    public final void threads_getTheSameAnswer() throws InterruptedException {
        IdentityMapper mapper = mapper();
        IamIdentity known = known();

        Callers.allGet(mapper.map(known), () -> mapper.map(known));
    }

    /** Nobody is no identity. */
    @Test
    public final void null_isRefused() {
        IdentityMapper mapper = mapper();

        Promises.isRefused("identity", () -> mapper.map(Promises.nothing()));
    }

    /** A failure is an exception of the library: a mapper that is passed over lets the wrong one decide. */
    @Test
    public final void failure_isAnException_andNoAnswer() {
        IdentityMapper cutOff = Promises.required(cutOff());
        IamIdentity known = known();

        assertThrows(AccessEntriesException.class, () -> cutOff.map(known), "What cannot be asked must not answer");
        Promises.isNotCalledWell(cutOff);
    }

    /**
     * Any thread may ask for the health at any time, an interrupted one too, and gets an answer.
     *
     * @throws InterruptedException if the thread that runs the test is interrupted
     */
    @Test
    public final void health_isTold() throws InterruptedException {
        Promises.healthIsTold(mapper());
        Optional<IdentityMapper> cutOff = cutOff();
        if (cutOff.isPresent()) {
            Promises.healthIsTold(cutOff.orElseThrow());
        }
    }
}
