package io.github.accessentries.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.manage.ExpiryReport;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.ReviewedPlan;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.UnsafePlanException;
import java.util.List;
import org.junit.jupiter.api.function.Executable;

/** The ways to take the last administrator's access, each of which needs a sign-off. */
enum LockOut {
    REVOKE {
        @Override
        Object of(PrincipalArn admin, AccessEntries entries, SignOff signOff) {
            return entries.revoke(admin, signOff);
        }
    },
    DECLARE {
        @Override
        Object of(PrincipalArn admin, AccessEntries entries, SignOff signOff) {
            return entries.declare(admin).groups("team-a").apply(signOff);
        }
    },
    WITHDRAW {
        @Override
        Object of(PrincipalArn admin, AccessEntries entries, SignOff signOff) {
            return entries.withdraw(admin)
                    .policy(AccessPolicy.CLUSTER_ADMIN)
                    .everywhere()
                    .apply(signOff);
        }
    },
    APPLY {
        @Override
        Object of(PrincipalArn admin, AccessEntries entries, SignOff signOff) {
            return entries.apply(entries.plan(without(admin)), ApplyOptions.with(signOff))
                    .orThrow();
        }
    },
    APPLY_REVIEWED {
        @Override
        Object of(PrincipalArn admin, AccessEntries entries, SignOff signOff) {
            DesiredAccess desired = without(admin);
            ReviewedPlan reviewed = ReviewedPlan.of(entries.plan(desired));
            return entries.apply(desired, reviewed, ApplyOptions.with(signOff)).orThrow();
        }
    };

    abstract Object of(PrincipalArn admin, AccessEntries entries, SignOff signOff);

    static boolean isAdministrator(PrincipalArn principal, AccessEntries entries) {
        return entries.find(principal)
                .flatMap(entry -> entry.scopeOf(AccessPolicy.CLUSTER_ADMIN))
                .isPresent();
    }

    /** What is found to be dangerous, signed off by its names. */
    static SignOff signedOff(Executable dangerous) {
        return signedOff(
                assertThrows(UnsafePlanException.class, dangerous, "What is dangerous must be refused until signed off")
                        .findings());
    }

    /** What stays for its dangers though it has ended, signed off by their names. */
    static SignOff signedOff(ExpiryReport report) {
        return signedOff(report.remaining().stream()
                .flatMap(remaining -> remaining.findings().stream())
                .toList());
    }

    private static SignOff signedOff(List<Finding> findings) {
        return SignOff.of(findings.stream().map(Finding::name).toList());
    }

    private static DesiredAccess without(PrincipalArn admin) {
        return DesiredAccess.builder()
                .entry(DesiredEntry.builder(admin).groups("team-a"))
                .build();
    }
}
