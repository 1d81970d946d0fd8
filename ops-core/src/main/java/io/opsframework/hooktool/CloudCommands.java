package io.opsframework.hooktool;

import java.util.Map;

import io.opsframework.juju.CloudCredential;
import io.opsframework.juju.CloudSpec;
import org.jspecify.annotations.Nullable;

/**
 * The tool about the cloud.
 */
final class CloudCommands {

	private CloudCommands() {
	}

	/**
	 * {@code credential-get}.
	 */
	record CredentialGet() implements HookToolQuery<CloudSpec> {

		@Override
		public HookToolCall call() {
			return HookToolCall.of("credential-get", "--format=json");
		}

		@Override
		public String expected() {
			return "a cloud";
		}

		@Override
		public CloudSpec read(@Nullable Object json) {
			Map<?, ?> cloud = (Map<?, ?>) HookToolOutput.present(json);
			return new CloudSpec((String) HookToolOutput.present(cloud.get("type")),
					(String) HookToolOutput.present(cloud.get("name")), HookToolOutput.name(cloud.get("region")),
					HookToolOutput.name(cloud.get("endpoint")), HookToolOutput.name(cloud.get("identity-endpoint")),
					HookToolOutput.name(cloud.get("storage-endpoint")), credential(cloud.get("credential")),
					HookToolOutput.texts(cloud.get("cacertificates")), flag(cloud.get("skip-tls-verify")),
					flag(cloud.get("is-controller-cloud")));
		}

		private static @Nullable CloudCredential credential(@Nullable Object json) {
			if (json == null) {
				return null;
			}
			Map<?, ?> credential = (Map<?, ?>) json;
			return new CloudCredential((String) HookToolOutput.present(credential.get("auth-type")),
					HookToolOutput.strings(credential.get("attrs")), HookToolOutput.texts(credential.get("redacted")));
		}

		private static boolean flag(@Nullable Object json) {
			return json != null && (Boolean) json;
		}

	}

}
