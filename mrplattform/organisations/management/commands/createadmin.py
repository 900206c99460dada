"""Make somebody administrator of the installation: the first, or one who has been locked out.

Asks for what it is not told. The password comes from MR_ADMIN_PASSWORD or is typed unseen.
"""

import getpass
import os

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from mrplattform.organisations.models import Person
from mrplattform.organisations.services import people


class Command(BaseCommand):
    help = "Make somebody administrator. The password comes from MR_ADMIN_PASSWORD or a question."

    def add_arguments(self, parser):
        parser.add_argument("--email", default="")
        parser.add_argument("--name", default="")
        parser.add_argument(
            "--reset-second-step",
            action="store_true",
            help="take away keys and codes of an administrator who has lost them",
        )

    def handle(self, *args, **options):
        email = (options["email"] or self._ask("E-post: ")).strip().lower()
        self._check(validate_email, email)
        person = people.find_person(email)
        name = options["name"] or (person.name if person else self._ask("Namn: "))
        password = self._password(person or Person(email=email, name=name))
        with transaction.atomic():
            person = person or people.enter_person(name=name, email=email, by=None)
            person.set_password(password)
            person.save(update_fields=["password"])
            people.make_administrator(person)
            if options["reset_second_step"]:
                people.reset_second_step(person, by=None)
        self.stdout.write(f"{person.name} <{person.email}> är administratör.")

    def _password(self, person) -> str:
        given = os.environ.get("MR_ADMIN_PASSWORD", "")
        if given:
            self._check(validate_password, given, person)
            return given
        while True:
            password = getpass.getpass("Lösenord: ")
            try:
                validate_password(password, person)
            except ValidationError as problem:
                self.stderr.write("\n".join(problem.messages))
                continue
            if getpass.getpass("Samma lösenord igen: ") == password:
                return password
            self.stderr.write("Lösenorden är olika. Försök igen.")

    def _ask(self, question: str) -> str:
        try:
            answer = input(question).strip()
        except EOFError:
            answer = ""
        if not answer:
            raise CommandError(f"{question.rstrip(': ')} saknas. Ange --email och --name.")
        return answer

    def _check(self, check, *values) -> None:
        try:
            check(*values)
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from None
