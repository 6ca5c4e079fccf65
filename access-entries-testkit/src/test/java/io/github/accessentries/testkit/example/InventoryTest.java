package io.github.accessentries.testkit.example;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.testkit.contract.PrincipalDirectoryContract;
import java.time.Instant;
import java.util.Map;

class InventoryTest extends PrincipalDirectoryContract {

    @Override
    protected PrincipalDirectory directory() {
        return new Inventory("111122223333", Map.of(existing(), Instant.parse("2026-01-02T03:04:05Z")));
    }

    @Override
    protected PrincipalArn existing() {
        return PrincipalArn.role("111122223333", "team-a/deployer");
    }
}
