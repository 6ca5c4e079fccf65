package io.github.accessentries;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.accessentries.internal.audit.AuditLine;
import io.github.accessentries.internal.audit.AuditLog;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.LoggerFactory;

@AnalyzeClasses(packages = "io.github.accessentries", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule DOES_NOT_KNOW_THE_TESTKIT = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..testkit..", "org.junit..", "org.assertj..");

    @ArchTest
    static final ArchRule USES_ONLY_PUBLIC_PARTS_OF_THE_SDK = noClasses()
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("software.amazon.awssdk..internal..", "software.amazon.awssdk.utils..")
                            // It stands in the public interface by which HTTP clients are made.
                            .and(not(nameMatching("software\\.amazon\\.awssdk\\.utils\\.AttributeMap(\\$.*)?"))));

    @ArchTest
    static final ArchRule DECIDING_DOES_NO_CALLS = noClasses()
            .that()
            .resideInAnyPackage("..rbac..", "..policy..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon.awssdk..", "io.github.accessentries.eks..");

    @ArchTest
    static final ArchRule ONLY_METRICS_NEED_MICROMETER = noClasses()
            .that()
            .resideOutsideOfPackage("..metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.github.accessentries.metrics..");

    @ArchTest
    static final ArchRule ONLY_CLUSTERS_NEED_THE_KUBERNETES_CLIENT = noClasses()
            .that()
            .resideOutsideOfPackages("io.github.accessentries.kubernetes..", "..command..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.kubernetes..", "okhttp3..");

    @ArchTest
    static final ArchRule ONLY_THE_DIRECTORY_NEEDS_THE_CLIENT_OF_IAM = noClasses()
            .that()
            .resideOutsideOfPackages("io.github.accessentries.iam..", "..command..")
            .and()
            .doNotHaveSimpleName("OwnIamClient")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon.awssdk.services.iam..", "io.github.accessentries.iam..");

    /** A client that is made elsewhere would not name the library to CloudTrail. */
    @ArchTest
    static final ArchRule CLIENTS_OF_ITS_OWN_ARE_MADE_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.accessentries.internal.client")
            .should()
            .accessTargetWhere(targetOwner(nameMatching("software\\.amazon\\.awssdk\\.services\\..*Client"))
                    .and(target(nameMatching("create|builder"))));

    @ArchTest
    static final ArchRule ONLY_COMMANDS_NEED_PICOCLI = noClasses()
            .that()
            .resideOutsideOfPackage("..command..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "..command..");

    /** Whoever had a logger by its name could write an audit line that is not made of values. */
    @ArchTest
    static final ArchRule ONLY_THE_AUDIT_LOG_WRITES_AUDIT_LINES = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.accessentries.internal.audit")
            .should()
            .callMethod(LoggerFactory.class, "getLogger", String.class)
            .orShould()
            .accessField(AuditLog.class, "LOGGER");

    @ArchTest
    static final ArchRule AUDIT_LINES_ARE_THEIR_OWN_TEXT = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.accessentries.internal.audit")
            .should()
            .callMethod(AuditLine.class, "toString");

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLE =
            slices().matching("io.github.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_PACKAGE_IS_A_DRAWER =
            noClasses().should().resideInAnyPackage("..util..", "..common..", "..helper..", "..manager..");

    @ArchTest
    static final ArchRule EXCEPTIONS_ARE_OF_THE_FAMILY = classes()
            .that()
            .areAssignableTo(RuntimeException.class)
            .should()
            .beAssignableTo(AccessEntriesException.class);

    @ArchTest
    static void noTwoTopLevelTypes_shareASimpleName(JavaClasses classes) {
        Map<String, Set<String>> packages = classes.stream()
                .filter(each -> each.getEnclosingClass().isEmpty()
                        && !each.getSimpleName().equals("package-info"))
                .collect(groupingBy(
                        JavaClass::getSimpleName, TreeMap::new, mapping(JavaClass::getPackageName, toSet())));

        assertThat(packages).containsKeys("AccessEntry", "EksAccessEntries");
        packages.values().removeIf(each -> each.size() < 2);
        assertThat(packages).isEmpty();
    }
}
