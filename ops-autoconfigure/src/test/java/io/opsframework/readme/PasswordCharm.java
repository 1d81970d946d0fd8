package io.opsframework.readme;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.opsframework.event.RelationCreatedEvent;
import io.opsframework.event.SecretChangedEvent;
import io.opsframework.event.SecretRotateEvent;
import io.opsframework.hooktool.SecretSettings;
import io.opsframework.juju.SecretRotation;
import io.opsframework.listener.OnRelation;
import io.opsframework.listener.OnSecret;
import io.opsframework.model.Application;
import io.opsframework.model.Model;
import io.opsframework.model.Secret;

import org.springframework.stereotype.Component;

@Component
class PasswordCharm {

	final List<String> connected = new ArrayList<>();

	private final Model model;

	private final Application application;

	PasswordCharm(Model model, Application application) {
		this.model = model;
		this.application = application;
	}

	@OnRelation("db")
	void share(RelationCreatedEvent event) {
		if (this.model.unit().isLeader()) {
			Secret password = adminPassword();
			password.grant(event.relation());
			event.relation().localAppData().put("admin-secret", String.valueOf(password.id()));
		}
	}

	private Secret adminPassword() {
		SecretSettings settings = SecretSettings.none().withLabel("admin").withRotation(SecretRotation.MONTHLY);
		return this.model.secretByLabel("admin").orElseGet(() -> this.application.addSecret(newPassword(), settings));
	}

	@OnSecret(label = "admin")
	void rotate(SecretRotateEvent event) {
		event.secret().setContent(newPassword());
	}

	@OnSecret(label = "database-user")
	void renewed(SecretChangedEvent event) {
		connect(event.secret().refresh());
	}

	private static Map<String, String> newPassword() {
		return Map.of("password", UUID.randomUUID().toString());
	}

	private void connect(Map<String, String> credentials) {
		this.connected.add(credentials.get("username"));
	}

}
