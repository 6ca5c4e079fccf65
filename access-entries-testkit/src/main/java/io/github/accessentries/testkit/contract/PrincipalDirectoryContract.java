package io.github.accessentries.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.PermissionSet;
import io.github.accessentries.PermissionSetException;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.plan.PrincipalDirectory.KnownPrincipal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link PrincipalDirectory} promises:
 *
 * <pre>{@code
 * class InventoryTest extends PrincipalDirectoryContract {
 *
 *     @Override
 *     protected PrincipalDirectory directory() {
 *         return new Inventory("111122223333", Map.of(existing(), Instant.parse("2026-01-02T03:04:05Z")));
 *     }
 *
 *     @Override
 *     protected PrincipalArn existing() {
 *         return PrincipalArn.role("111122223333", "team-a/deployer");
 *     }
 * }
 * }</pre>
 *
 * <p>JUnit makes an object for each test, and {@link #directory()} is called once in each.
 */
public abstract class PrincipalDirectoryContract {

    private static final String NOBODY = "nobody-of-this-contract";

    /** For subclasses. */
    protected PrincipalDirectoryContract() {}

    /**
     * What is tested.
     *
     * @return a directory that knows {@link #existing()}; whoever made it closes it
     */
    protected abstract PrincipalDirectory directory();

    /**
     * A role that exists.
     *
     * @return its ARN, with its path
     */
    protected abstract PrincipalArn existing();

    /**
     * The same directory, made so that nobody whom it depends on can be reached.
     *
     * @return by default empty: the directory depends on nobody
     */
    protected Optional<PrincipalDirectory> cutOff() {
        return Optional.empty();
    }

    private PrincipalArn role(String nameWithPath) {
        PrincipalArn existing = existing();
        return PrincipalArn.role(existing.accountId(), nameWithPath).inPartition(existing.partition());
    }

    /** Only about accounts that it covers can it say that somebody does not exist. */
    @Test
    public final void accountOfWhatExists_isCovered() {
        assertTrue(directory().covers(existing().accountId()), "The account of existing() must be covered");
    }

    /** Who exists is found, with the actual path. */
    @Test
    public final void whatExists_isFound() {
        PrincipalArn existing = existing();

        assertEquals(
                Optional.of(existing), directory().find(existing).map(KnownPrincipal::arn), "existing() must be found");
    }

    /** A name is found whatever the path in the question; the answer has the path that it really has. */
    @Test
    public final void pathOfTheQuestion_isIgnored() {
        PrincipalArn existing = existing();

        assertEquals(
                Optional.of(existing),
                directory().find(role("another/path/" + existing.name())).map(KnownPrincipal::arn),
                "existing() must be found by another path, with its own");
    }

    /** A user is not the role of the same name. */
    @Test
    public final void userOfTheSameName_isAnother() {
        PrincipalArn existing = existing();
        PrincipalArn user =
                PrincipalArn.user(existing.accountId(), existing.name()).inPartition(existing.partition());

        assertTrue(
                directory()
                        .find(user)
                        .map(KnownPrincipal::arn)
                        .filter(PrincipalArn::isRole)
                        .isEmpty(),
                "A role must not be found where a user is asked for");
    }

    /** Who does not exist is an empty answer, and no exception. */
    @Test
    public final void whatDoesNotExist_isEmpty() {
        assertEquals(Optional.empty(), directory().find(role(NOBODY)), "There must be nobody of the name " + NOBODY);
    }

    /** Asking changes nothing: a principal was created once. */
    @Test
    public final void sameQuestion_getsAnEqualAnswer() {
        PrincipalDirectory directory = directory();
        PrincipalArn existing = existing();

        Optional<KnownPrincipal> first = directory.find(existing);
        assertEquals(first, directory.find(existing), "The second answer must equal the first");
    }

    /**
     * Threads that ask at the same time get the same answer.
     *
     * @throws InterruptedException if the thread that runs the test is interrupted
     */
    @Test
    public final void threads_getTheSameAnswer() throws InterruptedException {
        PrincipalDirectory directory = directory();
        PrincipalArn existing = existing();

        Callers.allGet(directory.find(existing), () -> directory.find(existing));
    }

    /** Roles of Identity Center, where they can be listed, are those below its path, and each of them is found. */
    @Test
    public final void identityCenterRoles_areThoseBelowItsPath() {
        PrincipalDirectory directory = directory();

        Optional<List<KnownPrincipal>> roles =
                directory.identityCenterRoles(existing().accountId());
        for (KnownPrincipal role : roles.orElse(List.of())) {
            assertTrue(
                    role.arn().path().startsWith(PermissionSet.ROLE_PATH),
                    () -> role.arn() + " must not be listed: it is not below " + PermissionSet.ROLE_PATH);
        }
    }

    /** A permission set without a role is an exception that says so; there is no second best. */
    @Test
    public final void permissionSetWithoutARole_isAnException() {
        PrincipalDirectory directory = directory();
        PermissionSet nobody = PermissionSet.of(NOBODY, existing().accountId())
                .inPartition(existing().partition());

        assertThrows(PermissionSetException.class, () -> directory.roleOf(nobody), "It must have no role");
    }

    /** Nobody cannot be looked up. */
    @Test
    public final void null_isRefused() {
        PrincipalDirectory directory = directory();

        Promises.isRefused("accountId", () -> directory.covers(Promises.nothing()));
        Promises.isRefused("principal", () -> directory.find(Promises.nothing()));
        Promises.isRefused("accountId", () -> directory.identityCenterRoles(Promises.nothing()));
        Promises.isRefused("permissionSet", () -> directory.roleOf(Promises.nothing()));
    }

    /** A failure is an exception of the library, and never "there is nobody", by which entries are deleted. */
    @Test
    public final void failure_isAnException_andNobodyIsGone() {
        PrincipalDirectory cutOff = Promises.required(cutOff());
        PrincipalArn existing = existing();

        assertAll(
                () -> assertThrows(
                        AccessEntriesException.class,
                        () -> cutOff.find(existing),
                        "What cannot be asked must not answer"),
                () -> assertThrows(
                        AccessEntriesException.class,
                        () -> cutOff.find(role(NOBODY)),
                        "What cannot be asked must not say that there is nobody"));
    }
}
