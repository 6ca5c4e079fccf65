package io.github.accessentries.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The face → control, control planes and clients → wire → service, and nothing back. */
@AnalyzeClasses(packages = "io.github.accessentries.testkit", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String TESTKIT = "io.github.accessentries.testkit";
    private static final String CONTRACT = TESTKIT + ".contract";
    private static final int MOST_IN_A_PACKAGE = 20;

    @ArchTest
    static final ArchRule service_knowsNothingButJava = classes()
            .that()
            .resideInAPackage("..testkit.internal.service..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("..testkit.internal.service..", "java..", "org.jspecify.annotations");

    @ArchTest
    static final ArchRule wire_knowsTheServiceAndNothingOfTheLibrary = noClasses()
            .that()
            .resideInAPackage("..testkit.internal.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.github.accessentries", "io.github.accessentries.testkit", "software.amazon.awssdk.services..");

    @ArchTest
    static final ArchRule internals_doNotKnowTheFace = noClasses()
            .that()
            .resideInAPackage("..testkit.internal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(TESTKIT, TESTKIT + ".command", CONTRACT);

    @ArchTest
    static final ArchRule packages_haveNoCycles =
            slices().matching("io.github.accessentries.testkit.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule face_isFourPackages = classes()
            .that()
            .resideOutsideOfPackage("..testkit.internal..")
            .should()
            .resideInAnyPackage(TESTKIT, TESTKIT + ".trail", TESTKIT + ".command", CONTRACT);

    @ArchTest
    static final ArchRule face_mentionsNoInternals = members()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("..testkit.internal..")
            .should(mentionNoInternalsToUsers());

    @ArchTest
    static final ArchRule contracts_areKnownToNobody = noClasses()
            .that()
            .resideOutsideOfPackage(CONTRACT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CONTRACT);

    @ArchTest
    static final ArchRule packages_staySmall = classes()
            .that()
            .resideInAPackage("..testkit.internal..")
            .and()
            .areTopLevelClasses()
            .should(haveFewNeighbours());

    @ArchTest
    static final ArchRule picocli_isKnownToCommandsAlone = noClasses()
            .that()
            .resideOutsideOfPackage("..command..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..");

    @ArchTest
    static final ArchRule junit_isKnownToTheExtensionAndTheContractsAlone = noClasses()
            .that()
            .doNotHaveSimpleName("FakeEksExtension")
            .and()
            .resideOutsideOfPackage(CONTRACT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..");

    private static ArchCondition<JavaMember> mentionNoInternalsToUsers() {
        return new ArchCondition<>("mention no internal types where users see them") {
            @Override
            public void check(JavaMember member, ConditionEvents events) {
                Set<String> mentioned = new TreeSet<>();
                if (isSeen(member)) {
                    types(member)
                            .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                            .filter(type -> type.getPackageName().startsWith(TESTKIT + ".internal"))
                            .forEach(type -> mentioned.add(type.getSimpleName()));
                }
                events.add(new SimpleConditionEvent(
                        member, mentioned.isEmpty(), member.getFullName() + " mentions " + mentioned));
            }
        };
    }

    private static boolean isSeen(JavaMember member) {
        boolean ofPublicType = Stream.iterate(
                        member.getOwner(),
                        type -> type != null,
                        type -> type.getEnclosingClass().orElse(null))
                .allMatch(type -> type.getModifiers().contains(JavaModifier.PUBLIC));
        return ofPublicType
                && (member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED));
    }

    private static Stream<JavaType> types(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit code = (JavaCodeUnit) member;
        return Stream.of(
                        Stream.of(code.getReturnType()),
                        code.getParameterTypes().stream(),
                        code.getExceptionTypes().stream().map(JavaType.class::cast))
                .flatMap(types -> types);
    }

    private static ArchCondition<JavaClass> haveFewNeighbours() {
        return new ArchCondition<>("have at most " + MOST_IN_A_PACKAGE + " neighbours in its package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                long neighbours = type.getPackage().getClasses().stream()
                        .filter(JavaClass::isTopLevelClass)
                        .count();
                events.add(new SimpleConditionEvent(
                        type,
                        neighbours <= MOST_IN_A_PACKAGE,
                        type.getPackageName() + " has " + neighbours + " types"));
            }
        };
    }
}
