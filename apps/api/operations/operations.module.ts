import { Module } from '@nestjs/common';
import { EngineLag } from './engine-lag';
import { OperationsController } from './operations.controller';

@Module({ controllers: [OperationsController], providers: [EngineLag] })
export class OperationsModule {}
