package io.github.accessentries.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** testkit → wire → service, and nothing back. */
@AnalyzeClasses(packages = "io.github.accessentries.testkit", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule service_knowsNothingButJava = classes()
            .that()
            .resideInAPackage("..testkit.service")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("..testkit.service", "java..", "org.jspecify.annotations");

    @ArchTest
    static final ArchRule wire_knowsTheServiceAndNothingOfTheLibrary = noClasses()
            .that()
            .resideInAPackage("..testkit.wire")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.github.accessentries", "io.github.accessentries.testkit", "software.amazon.awssdk.services..");

    @ArchTest
    static final ArchRule packages_haveNoCycles =
            slices().matching("io.github.accessentries.testkit.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule junit_isKnownToTheExtensionAlone = noClasses()
            .that()
            .doNotHaveSimpleName("FakeEksExtension")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..");
}
