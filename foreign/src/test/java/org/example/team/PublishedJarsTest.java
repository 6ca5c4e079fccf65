package org.example.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.JarURLConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Each jar says what it is and under which licence, and its POM needs no other one. */
class PublishedJarsTest {

    private static JarFile jar(String artifact) throws Exception {
        return ((JarURLConnection) PublishedJarsTest.class
                        .getResource("/" + pom(artifact))
                        .openConnection())
                .getJarFile();
    }

    private static String pom(String artifact) {
        return "META-INF/maven/io.github.accessentries/" + artifact + "/pom.xml";
    }

    private static Document document(String artifact) throws Exception {
        try (InputStream pom = PublishedJarsTest.class.getResourceAsStream("/" + pom(artifact))) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom);
        }
    }

    private static String text(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    /** Scope, and whether it is optional, by artifact. */
    private static Map<String, String> dependencies(String artifact) throws Exception {
        NodeList found = document(artifact).getElementsByTagName("dependency");
        Map<String, String> dependencies = new HashMap<>();
        for (int i = 0; i < found.getLength(); i++) {
            Element dependency = (Element) found.item(i);
            assertThat(text(dependency, "version")).as(text(dependency, "artifactId")).matches("\\d.*");
            dependencies.put(
                    text(dependency, "artifactId"),
                    text(dependency, "scope") + (text(dependency, "optional").equals("true") ? " optional" : ""));
        }
        return dependencies;
    }

    @ParameterizedTest
    @ValueSource(strings = {"access-entries-api", "access-entries-impl", "access-entries-testkit"})
    void jarAndPom_areCompleteByThemselves(String artifact) throws Exception {
        Element project = document(artifact).getDocumentElement();
        JarFile jar = jar(artifact);

        assertThat(project.getTextContent()).doesNotContain("${");
        assertThat(project.getElementsByTagName("parent").getLength()).isZero();
        for (String asked : new String[] {"name", "description", "url", "license", "developer", "scm", "issueManagement"}) {
            assertThat(text(project, asked)).as(asked).isNotBlank();
        }
        assertThat(dependencies(artifact)).isNotEmpty().doesNotContainValue("test");
        assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
                .isEqualTo(text(project, "version"));
        assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
    }

    @Test
    void scopesAndOptionalMarks_areThoseThatTheBuildHas() throws Exception {
        assertThat(dependencies("access-entries-impl"))
                .containsEntry("eks", "compile")
                .containsEntry("client-java-api", "compile optional")
                .containsEntry("micrometer-core", "compile optional");
        assertThat(dependencies("access-entries-testkit"))
                .containsEntry("access-entries-impl", "compile")
                .containsEntry("junit-jupiter-api", "provided");
    }
}
