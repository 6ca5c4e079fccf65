package io.github.accessentries.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrailReaderTest {

    private static final String ROLE = "arn:aws:iam::111122223333:role/team/dev";

    private static String event(String id, String operation, String members) {
        return "{\"eventVersion\":\"1.11\",\"eventTime\":\"2026-01-02T03:04:05Z\",\"eventSource\":\"eks.amazonaws.com\","
                + "\"eventName\":\"" + operation
                + "\",\"awsRegion\":\"eu-west-1\",\"recipientAccountId\":\"111122223333\","
                + "\"eventID\":\"" + id + "\",\"somethingNew\":{\"a\":[1,null]}" + members + "}";
    }

    private static String created(String id, String name) {
        return event(
                id,
                "CreateAccessEntry",
                ",\"requestParameters\":{\"name\":\"prod\",\"principalArn\":\"arn:aws:iam::111122223333:role/" + name
                        + "\"}");
    }

    private static AccessTimeline read(String text) {
        return TrailReader.create().text("t", text).timeline();
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void everyForm_ofTheSameRecords_isRead(@TempDir Path directory) throws IOException {
        String one = created("1", "a");
        String two = created("2", "b");
        String list = "{\"Records\":[" + one + "," + two + "]}";
        String quoted = "{\"EventId\":\"1\",\"CloudTrailEvent\":\"" + one.replace("\"", "\\\"") + "\"}";
        String[] texts = {
            list,
            "{ \"Records\" :\n [\n" + one.replace(",", ",\n  ") + " ,\n" + two + "\n]\n}\n",
            one + "\n" + two + "\n",
            one.replace(",", ",\r\n  ") + "\r\n\r\n" + two,
            "[" + one + "," + two + "]",
            list.replace(
                            "[",
                            "[{\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"x\",\"eventTime\":"
                                    + "\"2026-01-02T03:04:05Z\"},")
                    .replace("[1,null]", "1"),
            "{\"Events\":[" + quoted + "],\"NextToken\":\"x\"}\n" + two,
            "{\"digest\":1,\"Records\":[" + one + "," + two + "]}",
            "\uFEFF" + list
        };
        for (String text : texts) {
            AccessTimeline plain = TrailReader.create().stream("s", bytes(text)).timeline();
            assertThat(plain.faults()).as(text).isEmpty();
            assertThat(plain.changes())
                    .as(text)
                    .extracting(event -> event.principal().orElseThrow().name())
                    .containsExactly("a", "b");
            AccessTimeline gzip = TrailReader.create().stream("s", new ByteArrayInputStream(packed(text)))
                    .timeline();
            assertThat(gzip.events()).isEqualTo(plain.events());
        }
        Files.write(Files.createDirectories(directory.resolve("x/y")).resolve("1.json.gz"), packed(list));
        Files.writeString(directory.resolve("2.jsonl"), one);
        Files.writeString(directory.resolve("notes.txt"), "none");
        Files.writeString(
                Files.createDirectories(directory.resolve("CloudTrail-Digest")).resolve("d.json"), "{\"a\":1}");

        AccessTimeline all = TrailReader.create().directory(directory).timeline();

        assertThat(all.changes()).hasSize(2);
        assertThat(all.duplicates()).isEqualTo(1);
        assertThat(all.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString()).contains("notes.txt", ".ndjson"));
    }

    @Test
    void brokenRecords_areToldWithTheirPlace_andTheOthersAreRead() {
        String one = created("1", "a");
        String two = created("2", "b");
        AccessTimeline lines = read(one.substring(0, 60) + "\n" + one + "\nrubbish {\n" + two.replace("eventName", "e")
                + "\n"
                + one.replace("\"1\"", "\"x\"").replace("\"name\":\"prod\"", "\"name\":7") + "\n"
                + one.replace("2026-01-02T", "yesterday ") + "\n"
                + event("9", "CreateAccessEntry", "") + "\n" + "{\"a\":1,\"a\":2}\n" + two + "\n{\"eventSource\":");

        assertThat(lines.changes()).hasSize(2);
        assertThat(lines.faults())
                .extracting(TrailFault::toString)
                .containsExactly(
                        "t, line 1: a text in it does not end",
                        "t, line 3: it is no record of CloudTrail",
                        "t, line 4: it is no record of CloudTrail: eventSource, eventName or eventTime is missing",
                        "t, line 5: requestParameters.name is no text",
                        "t, line 6: eventTime \"yesterday 03:04:05Z\" is no time",
                        "t, line 7: CreateAccessEntry succeeded, but its requestParameters do not name the cluster and the"
                                + " principal",
                        "t, line 8: it is not JSON, nested too deeply, or has a name twice",
                        "t, line 10: the text ends within it");
        AccessTimeline list = read("{\"Records\":[" + one + ",7," + two.replace("{\"name\"", "[\"name\"") + "," + two);

        assertThat(list.changes()).hasSize(2);
        assertThat(list.faults())
                .extracting(TrailFault::place)
                .containsExactly("t, record 2", "t, record 3", "t, record 4");
    }

    @Test
    void whatIsTooLong_isTold_andNotHeld() throws IOException {
        String big = created("1", "a").replace("somethingNew", "x".repeat(2 << 20));
        AccessTimeline timeline = read("{\"Records\":[" + big + "," + created("2", "b") + "]}");
        assertThat(timeline.changes()).hasSize(1);
        assertThat(timeline.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString()).startsWith("t, record 1: it is longer than"));

        // A few hundred kilobytes that unpack to more than is read.
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write((created("3", "c") + "\n").getBytes(UTF_8));
            byte[] blanks = new byte[1 << 20];
            Arrays.fill(blanks, (byte) ' ');
            for (int i = 0; i < 300; i++) {
                gzip.write(blanks);
            }
        }
        AccessTimeline unpacked = TrailReader.create().stream("bomb", new ByteArrayInputStream(bomb.toByteArray()))
                .timeline();
        assertThat(unpacked.changes()).hasSize(1);
        assertThat(unpacked.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString()).contains("bomb", "the rest was not read"));
    }

    @Test
    void aBrokenArchive_givesWhatCouldBeRead_andAFault_butABrokenStreamIsAnError() throws IOException {
        byte[] packed = packed((created("1", "a") + "\n").repeat(3000));
        byte[] cut = Arrays.copyOf(packed, packed.length - 20);

        AccessTimeline timeline = TrailReader.create().stream("cut.gz", new ByteArrayInputStream(cut))
                .timeline();

        assertThat(timeline.changes()).hasSize(1);
        assertThat(timeline.faults())
                .anySatisfy(fault -> assertThat(fault.toString()).startsWith("cut.gz: is packed by gzip, and broken"));
        assertThatThrownBy(() -> TrailReader.create().stream("s", new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("disk");
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        throw new IOException("disk");
                    }
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk");
    }

    @Test
    void faults_withoutEnd_areCounted_andNotAllKept() {
        AccessTimeline timeline = read("x\n".repeat(5000));

        assertThat(timeline.faultCount()).isEqualTo(5000);
        assertThat(timeline.faults()).hasSize(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "clusterName"})
    void parameters_fromThePath_areDecoded_andNothingElseIs(String clusterName) {
        AccessTimeline timeline = read(event(
                        "1",
                        "AssociateAccessPolicy",
                        ",\"requestParameters\":{\"" + clusterName + "\":\"prod\",\"principalArn\":"
                                + "\"arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fteam%2Fdev%2Bops\",\"policyArn\":"
                                + "\"arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy\",\"accessScope\":"
                                + "{\"type\":\"namespace\",\"namespaces\":[\"team-a\"]}},\"responseElements\":null")
                + event(
                        "2",
                        "DisassociateAccessPolicy",
                        ",\"requestParameters\":{\"" + clusterName + "\":\"prod\",\"principalArn\":\"" + ROLE
                                + "\",\"policyArn\":"
                                + "\"arn%3Aaws%3Aeks%3A%3Aaws%3Acluster-access-policy%2FAmazonEKSEditPolicy\"}"));

        assertThat(timeline.faults()).isEmpty();
        AccessEvent first = timeline.changes().get(0);
        assertThat(first.principal()).contains(PrincipalArn.role("111122223333", "team/dev+ops"));
        assertThat(first.policy()).contains(AccessPolicy.EDIT);
        assertThat(first.scope()).contains(AccessScope.namespaces("team-a"));
        assertThat(first.cluster()).contains("prod");
        assertThat(timeline.changes().get(1).principal()).contains(PrincipalArn.of(ROLE));
        assertThat(timeline.changes().get(1).policy()).contains(AccessPolicy.EDIT);
    }

    @Test
    void otherEvents_andOtherResources_areCountedAndPassedBy() {
        AccessTimeline timeline = read("{\"Records\":["
                + String.join(
                        ",",
                        event("1", "DescribeAccessEntry", ""),
                        event("2", "UpdateClusterConfig", ",\"requestParameters\":{\"name\":\"prod\",\"logging\":{}}"),
                        event(
                                "3",
                                "TagResource",
                                ",\"requestParameters\":{\"resourceArn\":"
                                        + "\"arn%3Aaws%3Aeks%3Aeu-west-1%3A111122223333%3Acluster%2Fprod\",\"tags\":{}}"),
                        event("4", "CreateAccessEntry", "").replace("eks.amazonaws.com", "ecs.amazonaws.com"),
                        created("5", "a"))
                + "]}");

        assertThat(timeline.faults()).isEmpty();
        assertThat(timeline.records()).isEqualTo(5);
        assertThat(timeline.otherRecords()).isEqualTo(4);
        assertThat(timeline.changes()).hasSize(1);
    }

    @Test
    void attempts_thatFailed_standApart_andChangeNothing() {
        AccessTimeline timeline = read(event(
                "1",
                "CreateAccessEntry",
                ",\"errorCode\":\"AccessDenied\",\"errorMessage\":\"no\",\"requestParameters\":null"));

        assertThat(timeline.changes()).isEmpty();
        assertThat(timeline.failedAttempts()).hasSize(1);
        assertThat(timeline.entriesOf("prod")).isEmpty();
        assertThat(timeline.toString()).contains("Failed attempts: 1", "AccessDenied");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws-cli/2.15.0 Python/3.11.8 Linux/6.6 command/eks.create-access-entry|AWS_CLI",
                "aws-cli/1.32 md/Botocore#1.34 md/command#eks.list-access-entries|AWS_CLI",
                "APN/1.0 HashiCorp/1.0 Terraform/1.7.0 (+https://www.terraform.io) terraform-provider-aws/5.32.1"
                        + " aws-sdk-go-v2/1.24.1|TERRAFORM",
                "APN/1.0 Pulumi/1.0 PulumiAws/6.0 aws-sdk-go-v2/1.24|PULUMI",
                "aws-sdk-go-v2/1.24.1 os/linux eksctl/0.170.0|EKSCTL",
                "cloudformation.amazonaws.com|CLOUD_FORMATION",
                "console.amazonaws.com|CONSOLE",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36|CONSOLE",
                "Boto3/1.34.0 md/Botocore#1.34.0|AWS_SDK",
                "aws-sdk-java/2.58.0 md/io#sync|AWS_SDK",
                "aws-sdk-java/2.58.0 md/io#sync access-entries/0.1|ACCESS_ENTRIES",
                "eks.amazonaws.com|AWS_SERVICE",
                "AWS Internal|AWS_SERVICE",
                "curl/8.0|UNKNOWN"
            })
    void tools_areKnownByTheirText(String userAgent, CallTool tool) {
        assertThat(read(event(
                                "1",
                                "DeleteCluster",
                                ",\"userAgent\":\"" + userAgent + "\",\"requestParameters\":{\"name\":\"p\"}"))
                        .changes())
                .extracting(AccessEvent::tool)
                .containsExactly(tool);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'IAMUser','arn':'arn:aws:iam::1:user/x','accountId':'1','userName':'x'}|USER|UNKNOWN|IAM user"
                        + " arn:aws:iam::1:user/x",
                "{'type':'IAMUser','arn':'arn:aws:iam::111122223333:user/ops/ana','sessionContext':{'attributes':"
                        + "{'mfaAuthenticated':'true'}}}|USER|USED|IAM user arn:aws:iam::111122223333:user/ops/ana",
                "{'type':'AssumedRole','arn':'arn:aws:sts::111122223333:assumed-role/ci/build-42','sessionContext':"
                        + "{'sessionIssuer':{'arn':'arn:aws:iam::111122223333:role/team/ci'},'attributes':"
                        + "{'mfaAuthenticated':'false'}}}|ROLE|NOT_USED|role arn:aws:iam::111122223333:role/team/ci,"
                        + " session build-42",
                "{'type':'AssumedRole','arn':'arn:aws:sts::111122223333:assumed-role/ci/run','sessionContext':"
                        + "{'webIdFederationData':{'federatedProvider':'arn:aws:iam::111122223333:oidc-provider/token'},"
                        + "'sessionIssuer':{'arn':'arn:aws:iam::111122223333:role/ci'},'attributes':{'mfaAuthenticated':"
                        + "'false'}}}|WEB_IDENTITY|UNKNOWN|web identity arn:aws:iam::111122223333:role/ci, session run, by"
                        + " arn:aws:iam::111122223333:oidc-provider/token",
                "{'type':'AssumedRole','arn':'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123/ana@x.org',"
                        + "'sessionContext':{'sessionIssuer':{'arn':'arn:aws:iam::111122223333:role/aws-reserved/"
                        + "sso.amazonaws.com/AWSReservedSSO_Admin_0123'},'attributes':{'mfaAuthenticated':'false'}}}|"
                        + "IDENTITY_CENTER|UNKNOWN|Identity Center arn:aws:iam::111122223333:role/aws-reserved/"
                        + "sso.amazonaws.com/AWSReservedSSO_Admin_0123, user ana@x.org",
                "{'type':'IdentityCenterUser','accountId':'111122223333','onBehalfOf':{'userId':'u-1','identityStoreArn':"
                        + "'a'}}|IDENTITY_CENTER|UNKNOWN|Identity Center of account 111122223333, user u-1",
                "{'type':'Root','arn':'arn:aws:iam::111122223333:root','accountId':'111122223333','sessionContext':"
                        + "{'attributes':{'mfaAuthenticated':'false'}}}|ROOT|NOT_USED|root arn:aws:iam::111122223333:root",
                "{'type':'AWSService','invokedBy':'eks.amazonaws.com'}|AWS_SERVICE|UNKNOWN|AWS service eks.amazonaws.com",
                "{'type':'AssumedRole','arn':'arn:aws:sts::111122223333:assumed-role/cfn/s','invokedBy':"
                        + "'cloudformation.amazonaws.com'}|ROLE|UNKNOWN|role arn:aws:iam::111122223333:role/cfn, session s,"
                        + " through cloudformation.amazonaws.com",
                "{'type':'FederatedUser','arn':'arn:aws:sts::111122223333:federated-user/bob'}|FEDERATED|UNKNOWN|federated"
                        + " user arn:aws:sts::111122223333:federated-user/bob",
                "{'type':'Unknown','accessKeyId':'AKIA'}|UNKNOWN|UNKNOWN|unknown",
                "null|UNKNOWN|UNKNOWN|unknown"
            })
    void callers_areKnownByTheirIdentity(String identity, Actor.Kind kind, MfaUse mfa, String words) {
        AccessEvent event = read(event(
                        "1",
                        "DeleteCluster",
                        ",\"userIdentity\":" + identity.replace('\'', '"') + ",\"requestParameters\":{\"name\":\"p\"}"))
                .changes()
                .get(0);

        assertThat(event.actor().kind()).isEqualTo(kind);
        assertThat(event.mfa()).isEqualTo(mfa);
        assertThat(event.actor()).hasToString(words);
    }

    @Test
    void names_fromRecords_stayText() {
        AccessTimeline timeline = read(event(
                "1",
                "CreateAccessEntry",
                ",\"userAgent\":\"x\",\"sourceIPAddress\":\"1|2\\nforged\",\"requestParameters\":{\"name\":\"pr|od\\u001b\","
                        + "\"principalArn\":\"evil\\n| row |\",\"username\":\"<script>\\u202e\"}"));

        assertThat(timeline.toString().lines()).noneMatch(line -> line.startsWith("forged") || line.contains("\u001b"));
        assertThat(timeline.toMarkdown().lines().filter(line -> line.startsWith("|")))
                .hasSize(3);
        assertThat(timeline.toMarkdown()).contains("\\<script\\>").doesNotContain("\u202e");
    }

    @Test
    void aClusterName_inTwoRegions_isNotGuessed() {
        AccessTimeline timeline = read(created("1", "a") + created("2", "b").replace("eu-west-1", "us-east-1"));

        assertThatThrownBy(() -> timeline.entriesOf("prod"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("111122223333 in eu-west-1 and of 111122223333 in us-east-1")
                .hasMessageContaining("inRegion()");
        assertThat(timeline.inRegion("us-east-1").entriesOf("prod")).hasSize(1);
    }

    @Test
    void changes_withinOneSecond_thatDependOnTheirOrder_areADoubt() {
        String policy = ",\"requestParameters\":{\"name\":\"prod\",\"principalArn\":\"" + ROLE + "\",\"policyArn\":"
                + "\"arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy\",\"accessScope\":{\"type\":\"cluster\"}}";
        AccessTimeline timeline =
                read(event("1", "AssociateAccessPolicy", policy) + event("2", "DisassociateAccessPolicy", policy));

        assertThat(timeline.compare("prod", List.of()).doubts()).anyMatch(doubt -> doubt.contains("within one second"));
    }

    @Test
    void theTime_thatRecordsCover_isTheirsOrWhatWasStated() {
        assertThat(read(created("1", "a")).isCoverageStated()).isFalse();
        assertThat(read(created("1", "a")).from()).contains(Instant.parse("2026-01-02T03:04:05Z"));
        AccessTimeline stated = TrailReader.create()
                .covering(Instant.EPOCH, Instant.parse("2027-01-01T00:00:00Z"))
                .text("t", created("1", "a"))
                .timeline();
        assertThat(stated.from()).contains(Instant.EPOCH);
        assertThat(stated.isCoverageStated()).isTrue();
        assertThatThrownBy(() -> TrailReader.create().covering(Instant.MAX, Instant.EPOCH))
                .hasMessageContaining("cannot be complete");
    }
}
