package io.github.accessentries.testkit.internal.wire.eks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.service.authority.AuthorityChange;
import io.github.accessentries.testkit.internal.service.authority.AuthorityUpdate;
import io.github.accessentries.testkit.internal.service.authority.StoredAuthority;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.wire.json.Json;
import java.util.Base64;
import java.util.Map;

/** The operations on certificate authorities, on the wire. */
final class AuthorityCodec {

    static final Map<String, Operation> OPERATIONS = Map.of(
            "CreateCertificateAuthority", AuthorityCodec::create,
            "ActivateCertificateAuthority", AuthorityCodec::activate,
            "DeleteCertificateAuthority", AuthorityCodec::delete,
            "DescribeCertificateAuthority", AuthorityCodec::describe,
            "ListCertificateAuthorities", AuthorityCodec::list);

    private static final String ID = "certificateAuthorityId";
    private static final String AUTHORITY = "certificateAuthority";
    private static final String TOKEN = "clientRequestToken";

    private AuthorityCodec() {}

    private static JsonObject create(Call call) {
        String token = call.body().text(TOKEN);
        return answer(call.service().authorities().create(call.label("name"), token));
    }

    private static JsonObject activate(Call call) {
        String token = call.body().text(TOKEN);
        return answer(call.service().authorities().activate(call.label("name"), call.label(ID), token));
    }

    private static JsonObject delete(Call call) {
        String token = call.query(TOKEN);
        return answer(call.service().authorities().delete(call.label("name"), call.label(ID), token));
    }

    private static JsonObject answer(AuthorityChange change) {
        JsonObject json = Json.object("update", update(change.update()));
        json.add(AUTHORITY, summary(change.authority()));
        return json;
    }

    static JsonObject update(AuthorityUpdate update) {
        JsonArray parameters = new JsonArray();
        parameters.add(parameter("CertificateAuthorityId", update.authorityId()));
        parameters.add(parameter("SigningStatus", update.signing().name()));
        JsonObject json = new JsonObject();
        json.addProperty("id", update.id());
        json.addProperty("status", update.running() ? "InProgress" : "Successful");
        json.addProperty("type", AuthorityUpdate.TYPE);
        json.add("params", parameters);
        json.add("createdAt", Json.time(update.createdAt()));
        json.add("errors", new JsonArray());
        return json;
    }

    private static JsonObject parameter(String type, String value) {
        JsonObject parameter = new JsonObject();
        parameter.addProperty("type", type);
        parameter.addProperty("value", value);
        return parameter;
    }

    private static JsonObject describe(Call call) {
        StoredAuthority authority = call.service().authorities().describe(call.label("name"), call.label(ID));
        JsonObject json = summary(authority);
        JsonObject validity = new JsonObject();
        validity.add(
                "notBefore",
                Json.time(authority.authority().certificate().getNotBefore().toInstant()));
        validity.add(
                "notAfter",
                Json.time(authority.authority().certificate().getNotAfter().toInstant()));
        json.add("validity", validity);
        json.addProperty("rollbackAvailable", authority.isRollback());
        json.addProperty(
                "data",
                Base64.getEncoder().encodeToString(authority.authority().pem().getBytes(US_ASCII)));
        return Json.object(AUTHORITY, json);
    }

    private static JsonObject list(Call call) {
        Page<StoredAuthority> page = call.service().authorities().list(call.label("name"), call.page());
        JsonArray authorities = new JsonArray();
        page.items().forEach(authority -> authorities.add(summary(authority)));
        JsonObject json = Json.object("certificateAuthorities", authorities);
        page.nextToken().ifPresent(token -> json.addProperty("nextToken", token));
        return json;
    }

    private static JsonObject summary(StoredAuthority authority) {
        JsonObject json = new JsonObject();
        json.addProperty("id", authority.id());
        json.add("createdAt", Json.time(authority.createdAt()));
        json.addProperty("createdBy", authority.createdBy().name());
        if (authority.activatedAt() != null) {
            json.add("activatedAt", Json.time(authority.activatedAt()));
        }
        if (authority.activatedBy() != null) {
            json.addProperty("activatedBy", authority.activatedBy().name());
        }
        json.addProperty("signingStatus", authority.signing().name());
        json.addProperty("distributionStatus", authority.distribution().name());
        return json;
    }
}
